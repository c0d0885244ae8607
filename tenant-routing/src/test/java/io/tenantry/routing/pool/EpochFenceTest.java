package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.testkit.TenantFleet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 4: stale routes fail closed. */
class EpochFenceTest {
    private PoolFixture fixture;
    private TenantId tenant;
    private Placement old;

    @BeforeEach
    void aTenantThatThisReplicaHasServed() throws SQLException {
        fixture =
                new PoolFixture(
                        PoolFixture.settings(4, 1, Duration.ofSeconds(5)), PoolObserver.NONE);
        tenant = fixture.fleet.add(1).getFirst();
        old = fixture.fleet.placement(tenant);
        assertThat(user()).isEqualTo(old.account() + "@%");
    }

    @AfterEach
    void drop() {
        fixture.close();
    }

    @Test
    void aReplicaThatHasNotHeardRefreshesAndServesTheNewPlacement() throws SQLException {
        Placement rotated = rotate();
        lockOut(old);
        fixture.fleet.place(tenant, TenantState.ACTIVE, rotated);

        // Its idle connection was killed this very moment, and has not idled long enough to be
        // checked by the pool below.
        assertThat(user()).isEqualTo(rotated.account() + "@%");
    }

    @Test
    void aConnectionOfAnOlderEpochIsNeverHandedOutAgain() throws SQLException {
        Placement rotated = rotate();
        fixture.fleet.place(tenant, TenantState.ACTIVE, rotated);
        // Heard, but the old account still works: the idle connection of the old epoch stays idle.
        fixture.directory.invalidate(tenant);

        assertThat(user()).isEqualTo(rotated.account() + "@%");
    }

    @Test
    void aStaleRouteWithoutANewerOneFailsClosed() {
        rotate();
        lockOut(old);

        assertThatThrownBy(this::user)
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS_REFUSED);
                            assertThat(e.retryAfter()).isPresent();
                        });
    }

    @Test
    void anEpochThatRoseUnderAnUnchangedAccountFailsClosed() {
        setIdentity(tenant.value(), old.databaseId(), 2);
        forgetIdleConnections();

        assertThatThrownBy(this::user)
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.STALE_ROUTE));
    }

    @Test
    void aRouteWhoseRaiseTheDatabaseHasNotHeardOfYetIsServed() throws SQLException {
        routeOfEpoch(2);

        assertThat(user()).isEqualTo(old.account() + "@%");
    }

    @Test
    void aDatabaseFromThePastFailsClosed() {
        routeOfEpoch(3);

        assertThatThrownBy(this::user)
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.STALE_ROUTE));
    }

    private void routeOfEpoch(long epoch) {
        Placement raised =
                new Placement(
                        old.server(),
                        old.databaseId(),
                        old.databaseName(),
                        old.account(),
                        old.accountSecret(),
                        epoch);
        fixture.fleet.place(tenant, TenantState.ACTIVE, raised);
        fixture.directory.invalidate(tenant);
    }

    @Test
    void aDatabaseThatIsSomebodyElsesFailsClosed() {
        setIdentity(TenantId.next().value(), old.databaseId(), 1);
        forgetIdleConnections();

        assertThatThrownBy(this::user)
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.IDENTITY_MISMATCH));
    }

    @Test
    void aDatabaseWithoutAnIdentityFailsClosed() {
        fixture.fleet.execute("DELETE FROM %s.tenant_identity".formatted(old.databaseName()));
        forgetIdleConnections();

        assertThatThrownBy(this::user)
                .isInstanceOfSatisfying(
                        RoutingException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.IDENTITY_MISMATCH));
    }

    private Placement rotate() {
        String password = "Rotated-1-password";
        Placement rotated =
                new Placement(
                        old.server(),
                        old.databaseId(),
                        old.databaseName(),
                        old.databaseName() + "_b",
                        TenantFleet.sealed(old.databaseId(), password),
                        2);
        fixture.fleet.execute(
                "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(rotated.account(), password),
                TenantFleet.grant(rotated));
        setIdentity(tenant.value(), old.databaseId(), 2);
        return rotated;
    }

    private void setIdentity(String tenantId, String databaseId, long epoch) {
        fixture.fleet.execute(
                "UPDATE %s.tenant_identity SET tenant_id = '%s', database_id = '%s', epoch = %d"
                        .formatted(old.databaseName(), tenantId, databaseId, epoch));
    }

    private void lockOut(Placement placement) {
        fixture.fleet.execute("ALTER USER '%s'@'%%' ACCOUNT LOCK".formatted(placement.account()));
        killSessions(placement.account());
    }

    private void forgetIdleConnections() {
        killSessions(old.account());
    }

    private void killSessions(String account) {
        try (var admin = fixture.fleet.admin();
                Statement statement = admin.createStatement();
                Statement kill = admin.createStatement();
                ResultSet sessions =
                        statement.executeQuery(
                                "SELECT id FROM information_schema.processlist WHERE user = '%s'"
                                        .formatted(account))) {
            while (sessions.next()) {
                kill.execute("KILL " + sessions.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        await().until(() -> sessions(account) == 0);
    }

    private long sessions(String account) {
        return fixture.fleet.count(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '%s'"
                        .formatted(account));
    }

    private String user() throws SQLException {
        try (Lease lease = fixture.leases.lease(tenant);
                Statement statement = lease.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            return row.getString(1);
        }
    }
}
