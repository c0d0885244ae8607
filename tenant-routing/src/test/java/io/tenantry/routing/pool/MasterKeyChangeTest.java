package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.Sealed;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import io.tenantry.routing.testkit.TenantFleet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that are sealed anew, or that nobody can open, under pools that are in use. */
class MasterKeyChangeTest {
    private PoolFixture fixture;
    private List<TenantId> tenants;

    @BeforeEach
    void twoTenants() {
        fixture =
                new PoolFixture(
                        PoolFixture.settings(4, 1, Duration.ofSeconds(5)), PoolObserver.NONE);
        tenants = fixture.fleet.add(2);
    }

    @AfterEach
    void drop() {
        fixture.close();
    }

    @Test
    void aTenantWhoseSecretNobodyCanOpenIsRefusedAndNobodyElse() throws SQLException {
        Placement placement = fixture.fleet.placement(tenants.getFirst());
        byte[] unknown =
                new SecretBox(MasterKey.fromBase64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
                        .seal("secret", SecretPlaces.tenantAccount(placement.databaseId()));
        place(placement, placement.server(), new Sealed(unknown));

        assertThatThrownBy(() -> fixture.leases.lease(tenants.getFirst()))
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS_REFUSED);
                            assertThat(e).hasMessageContaining("master key");
                        });
        try (Lease lease = fixture.leases.lease(tenants.getLast())) {
            assertThat(lease.connection().isValid(1)).isTrue();
        }
    }

    @Test
    void aRouterPasswordThatIsSealedAnewKeepsThePoolAndItsLeases() throws SQLException {
        Placement placement = fixture.fleet.placement(tenants.getFirst());
        ServerEndpoint server = placement.server();
        try (Lease running = fixture.leases.lease(tenants.getFirst())) {
            ServerPool pool = fixture.pools.of(server);
            String place = SecretPlaces.serverRouter(server.id());
            ServerEndpoint resealed =
                    new ServerEndpoint(
                            server.id(),
                            server.name(),
                            server.host(),
                            server.port(),
                            server.routerUser(),
                            new Sealed(
                                    TenantFleet.SECRETS.seal(
                                            TenantFleet.SECRETS.open(
                                                    server.routerSecret().bytes(), place),
                                            place)));

            assertThat(resealed).isNotEqualTo(server);
            assertThat(fixture.pools.of(resealed)).isSameAs(pool);
            assertThat(fixture.pools.of(server)).isSameAs(pool);
            assertThat(running.connection().isValid(1)).isTrue();
        }
    }

    private void place(Placement placement, ServerEndpoint server, Sealed secret) {
        fixture.fleet.place(
                tenants.getFirst(),
                TenantState.ACTIVE,
                new Placement(
                        server,
                        placement.databaseId(),
                        placement.databaseName(),
                        placement.account(),
                        secret,
                        placement.epoch()));
    }
}
