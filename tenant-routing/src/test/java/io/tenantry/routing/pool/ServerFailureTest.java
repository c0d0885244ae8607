package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.localstack.Engine;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.testkit.TenantFleet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A server that dies, comes back, or is of a release that loses data. */
class ServerFailureTest {
    private static final PoolSettings SETTINGS = PoolFixture.settings(4, 1, Duration.ofSeconds(5));

    @Test
    void aDeadServerFailsAtOnceWithARetryTimeAndServesAgainOnceItIsBack() throws SQLException {
        try (LocalStack stack = LocalStack.sharedOrStart();
                LocalDatabaseServer server = stack.startDatabaseServer("mortal");
                PoolFixture fixture =
                        new PoolFixture(
                                PoolFixture.fleet(server.describe()),
                                SETTINGS,
                                PoolObserver.NONE,
                                new IdentitySwitch(TenantFleet.SECRETS))) {
            TenantId tenant = fixture.fleet.add(1).getFirst();
            work(fixture, tenant);

            server.kill();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertRefused(fixture, tenant));
            assertThat(fixture.pool().isUp()).isFalse();
            await().until(() -> fixture.pool().inUse() == 0);

            server.restart();

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsMatching(
                            e -> e instanceof RoutingException || e instanceof SQLException)
                    .until(() -> work(fixture, tenant));
            assertThat(fixture.pool().isUp()).isTrue();
        }
    }

    @Test
    void whenAllIdleConnectionsWereKilledTheNextLeaseGetsANewOne() throws SQLException {
        try (PoolFixture fixture = new PoolFixture(SETTINGS, PoolObserver.NONE)) {
            List<TenantId> tenants = fixture.fleet.add(SETTINGS.maxSize() + 1);
            List<Lease> leases = new ArrayList<>();
            for (TenantId tenant : tenants.subList(0, SETTINGS.maxSize())) {
                leases.add(fixture.leases.lease(tenant));
            }
            List<String> sessions = new ArrayList<>();
            for (Lease lease : leases) {
                try (Statement statement = lease.connection().createStatement();
                        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
                    row.next();
                    sessions.add(row.getString(1));
                }
            }
            leases.forEach(Lease::close);
            sessions.forEach(session -> fixture.fleet.execute("KILL " + session));

            assertThat(work(fixture, tenants.getLast())).isTrue();
            assertThat(fixture.pool().isUp()).isTrue();
        }
    }

    @Test
    void aRefusedRouterAccountIsTheServersFaultUntilItIsLetInAgain() throws SQLException {
        try (PoolFixture fixture = new PoolFixture(SETTINGS, PoolObserver.NONE)) {
            TenantId tenant = fixture.fleet.add(1).getFirst();
            String account = "'%s'@'%%'".formatted(fixture.fleet.server().routerUser());
            fixture.fleet.execute("ALTER USER %s ACCOUNT LOCK".formatted(account));

            assertThatThrownBy(() -> work(fixture, tenant))
                    .isInstanceOfSatisfying(
                            RoutingException.class,
                            e -> {
                                assertThat(e.reason()).isEqualTo(Reason.SERVER_UNAVAILABLE);
                                assertThat(e.retryAfter()).isPresent();
                                assertThat(e).hasMessageContaining("router account");
                            });
            assertThat(fixture.pool().isUp()).isFalse();

            fixture.fleet.execute("ALTER USER %s ACCOUNT UNLOCK".formatted(account));

            await().atMost(Duration.ofSeconds(20)).until(() -> fixture.pool().isUp());
            assertThat(work(fixture, tenant)).isTrue();
        }
    }

    @Test
    void aReleaseThatLosesDataIsRefusedWithAClearError() {
        try (LocalStack stack = LocalStack.sharedOrStart()) {
            Assumptions.assumeTrue(
                    stack.engine() == Engine.MARIADB, "only MariaDB can claim another version");
            try (LocalDatabaseServer server =
                            stack.startDatabaseServer("unsafe", "--version=8.0.38");
                    PoolFixture fixture =
                            new PoolFixture(
                                    PoolFixture.fleet(server.describe()),
                                    SETTINGS,
                                    PoolObserver.NONE,
                                    new IdentitySwitch(TenantFleet.SECRETS))) {
                TenantId tenant = fixture.fleet.add(1).getFirst();

                assertThatThrownBy(() -> fixture.leases.lease(tenant))
                        .isInstanceOfSatisfying(
                                RoutingException.class,
                                e -> {
                                    assertThat(e.reason()).isEqualTo(Reason.SERVER_UNSUPPORTED);
                                    assertThat(e).hasMessageContaining("8.0.38");
                                });
            }
        }
    }

    private static void assertRefused(PoolFixture fixture, TenantId tenant) {
        assertThatThrownBy(() -> work(fixture, tenant))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.SERVER_UNAVAILABLE);
                            assertThat(e.retryAfter()).isPresent();
                        });
    }

    private static boolean work(PoolFixture fixture, TenantId tenant) throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            return statement.execute("SELECT tenant_id FROM tenant_identity");
        }
    }
}
