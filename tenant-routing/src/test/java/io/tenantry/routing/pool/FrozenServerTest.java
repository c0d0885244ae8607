package io.tenantry.routing.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.testkit.TenantFleet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server that stops answering while its connections stay open, beside one that is well. Both are
 * worked on by the same few threads, as a service's requests are.
 */
class FrozenServerTest {
    private static final int CONNECTIONS = 4;
    private static final int MAY_WAIT = 8;
    // As many as one server can hold up, and a few more for everybody else.
    private static final int WORKERS = CONNECTIONS + MAY_WAIT + 4;
    private static final Duration ABANDONED = Duration.ofSeconds(2);
    private static final PoolSettings SETTINGS =
            new PoolSettings(
                    CONNECTIONS,
                    1,
                    MAY_WAIT,
                    MAY_WAIT,
                    Patience.DEFAULTS
                            .acquiring(Duration.ofMinutes(5))
                            .noticing(Duration.ofSeconds(1), ABANDONED),
                    false,
                    PoolFixture.DRIVER);

    /** A beat or two, a login that is not answered, and a slow machine. */
    private static final Duration NOTICED = Duration.ofSeconds(6);

    /** Without having waited for the server, on a slow machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static LocalStack stack;
    private static LocalDatabaseServer server;
    private static PoolFixture fixture;
    private static TenantFleet healthyFleet;
    private static TenantLeases healthy;
    private static TenantId elsewhere;
    private static List<TenantId> frozen;

    @BeforeAll
    static void start() {
        stack = LocalStack.sharedOrStart();
        server = stack.startDatabaseServer("frozen");
        fixture =
                new PoolFixture(
                        PoolFixture.fleet(server.describe()),
                        SETTINGS,
                        PoolObserver.NONE,
                        new IdentitySwitch(TenantFleet.SECRETS));
        frozen = fixture.fleet.add(6);
        healthyFleet = PoolFixture.fleet();
        elsewhere = healthyFleet.add(1).getFirst();
        healthy =
                new TenantLeases(
                        new TenantDirectory(healthyFleet, DirectorySettings.DEFAULTS),
                        fixture.pools);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        healthyFleet.close();
        stack.close();
    }

    @AfterEach
    void itIsWellAgain() {
        server.thaw();
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.pool().isUp());
        await().until(() -> fixture.pool().inUse() == 0);
    }

    @Test
    void itsTenantsAreRefusedWithinSecondsOthersAreServedAllTheWhileAndItServesOnceItThaws()
            throws Exception {
        for (TenantId tenant : frozen) {
            query(fixture.leases, tenant, "SELECT 1");
        }
        query(healthy, elsewhere, "SELECT 1");
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            server.freeze();
            long frozenAt = System.nanoTime();
            List<Future<Reason>> held = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                TenantId tenant = frozen.get(i % frozen.size());
                held.add(workers.submit(() -> refusal(tenant)));
            }

            // Through the same workers, which the frozen server must not have taken all.
            while (fixture.pool().isUp()) {
                assertThat(timed(workers, () -> query(healthy, elsewhere, "SELECT 1")))
                        .isLessThan(AT_ONCE);
                assertThat(since(frozenAt)).isLessThan(NOTICED);
            }
            // Now they fail before they have waited for anything.
            assertThat(timed(workers, () -> refusal(frozen.getFirst()))).isLessThan(AT_ONCE);
            assertThatThrownBy(() -> fixture.leases.lease(frozen.getLast()))
                    .isInstanceOfSatisfying(
                            RoutingException.class,
                            e -> {
                                assertThat(e.reason()).isEqualTo(Reason.SERVER_UNAVAILABLE);
                                assertThat(e.retryAfter()).isPresent();
                            });
            // Nor are those kept that were under way.
            for (Future<Reason> one : held) {
                assertThat(one.get(20, TimeUnit.SECONDS))
                        .isIn(Reason.SERVER_UNAVAILABLE, Reason.SERVER_BUSY);
            }
            await().until(() -> fixture.pool().inUse() == 0);

            server.thaw();
            await().atMost(Duration.ofSeconds(20)).until(() -> fixture.pool().isUp());
            for (TenantId tenant : frozen) {
                query(fixture.leases, tenant, "SELECT 1");
            }
        }
    }

    @Test
    void aServerThatIsOnlyShortlyFrozenKeepsWhatWasUnderWay() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(1);
                Lease lease = fixture.leases.lease(frozen.getFirst());
                Statement statement = lease.connection().createStatement()) {
            statement.execute("SELECT 1");
            server.freeze();
            Future<Boolean> underWay = workers.submit(() -> statement.execute("SELECT 2"));
            await().atMost(NOTICED).until(() -> !fixture.pool().isUp());

            server.thaw();

            assertThat(underWay.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aLockOnOneTenantsDatabaseIsNotTakenForADeadServer() throws Exception {
        TenantId locked = fixture.fleet.add(1).getFirst();
        String database = fixture.fleet.placement(locked).databaseName();
        try (var admin = fixture.fleet.admin();
                Statement statement = admin.createStatement()) {
            statement.execute("LOCK TABLES %s.tenant_identity WRITE".formatted(database));

            // The beacon waits for the lock, but no longer than for a server that hangs.
            assertThat(refusal(locked)).isEqualTo(Reason.SERVER_UNAVAILABLE);
            query(fixture.leases, frozen.getFirst(), "SELECT 1");
            assertThat(fixture.pool().isUp()).isTrue();
        }
        query(fixture.leases, locked, "SELECT 1");
    }

    @Test
    void aStatementThatTakesLongIsNotTakenForADeadServer() throws Exception {
        try (Lease lease = fixture.leases.lease(frozen.getFirst());
                Statement statement = lease.connection().createStatement()) {
            // Longer than an answer to the pool itself may take, and than it takes to be given up.
            statement.execute("SELECT SLEEP(3)");

            assertThat(fixture.pool().isUp()).isTrue();
        }
    }

    /** How a unit of work ended that must not succeed. */
    private static Reason refusal(TenantId tenant) {
        try {
            query(fixture.leases, tenant, "SELECT 1");
            throw new AssertionError("a frozen server answered");
        } catch (RoutingException e) {
            return e.reason();
        } catch (SQLException e) {
            // Begun before anybody knew, and given up.
            assertThat(e.getSQLState()).startsWith("08");
            return Reason.SERVER_UNAVAILABLE;
        }
    }

    private static boolean query(TenantLeases leases, TenantId tenant, String sql)
            throws SQLException {
        try (Lease lease = leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            return statement.execute(sql);
        }
    }

    private static Duration timed(ExecutorService workers, Callable<?> work) throws Exception {
        long started = System.nanoTime();
        workers.submit(work).get(1, TimeUnit.MINUTES);
        return since(started);
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
