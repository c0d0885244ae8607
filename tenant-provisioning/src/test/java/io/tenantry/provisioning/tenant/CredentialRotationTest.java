package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.PoolSettings;
import io.tenantry.routing.pool.ServerPools;
import io.tenantry.routing.pool.TenantLeases;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials rotated while replicas are at work with them. */
class CredentialRotationTest {
    private static final int THREADS_A_REPLICA = 8;
    private static final int ROTATIONS = 4;

    private final AtomicInteger slugs = new AtomicInteger();
    private TestFleet fleet;
    private TestReplica replica;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        replica = TestReplica.on(fleet);
    }

    @AfterEach
    void close() {
        replica.close();
        fleet.close();
    }

    private TenantId tenant() {
        String slug = "tenant-" + slugs.incrementAndGet();
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        replica.await(requested.operation());
        return requested.tenant().id();
    }

    private OperationId rotate(TenantId tenant) {
        return fleet.controlPlane()
                .inTransaction(
                        handle -> replica.rotations().rotate(handle, tenant, TestFleet.OPERATOR))
                .operation();
    }

    private TenantDatabase database(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.of(handle, tenant).orElseThrow());
    }

    private String password(TenantId tenant) {
        return fleet.controlPlane()
                .read(handle ->
                        PlacementRows.password(handle, database(tenant).id(), fleet.secrets()));
    }

    /** Routing as a replica has it: a directory that polls, and pools. */
    private static final class Router implements AutoCloseable {
        private final TenantDirectory directory;
        private final ServerPools pools;
        private final TenantLeases leases;
        private final ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor();

        Router(TestFleet fleet) {
            PoolSettings defaults = PoolSettings.DEFAULTS;
            directory =
                    new TenantDirectory(
                            new JdbcRouteSource(fleet.dataSource()), DirectorySettings.DEFAULTS);
            pools =
                    new ServerPools(
                            new PoolSettings(
                                    12,
                                    1,
                                    defaults.maxWaiting(),
                                    defaults.maxWaitingPerTenant(),
                                    defaults.patience(),
                                    false,
                                    Map.of(
                                            "sslMode",
                                            "DISABLED",
                                            "allowPublicKeyRetrieval",
                                            "true")),
                            fleet.secrets(),
                            PoolObserver.NONE);
            leases = new TenantLeases(directory, pools);
            var _ = polls.scheduleWithFixedDelay(directory::poll, 0, 200, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            polls.shutdownNow();
            pools.close();
        }
    }

    /** Units of work on tenants, some of them slow between their lease and first statement. */
    private static final class Load {
        private final List<TenantId> tenants;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger done = new AtomicInteger();
        private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        private final Set<String> users = ConcurrentHashMap.newKeySet();

        Load(List<TenantId> tenants) {
            this.tenants = tenants;
        }

        /** Waits until two hundred more units of work are done: a slow machine starts slowly. */
        void awaitMore() {
            int enough = done.get() + 200;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> done.get() >= enough || !failures.isEmpty());
        }

        void run(TenantLeases leases, long seed) {
            Random random = new Random(seed);
            while (!stop.get()) {
                // Most work is the rotated tenant's.
                TenantId tenant =
                        tenants.get(random.nextInt(4) == 0 ? random.nextInt(tenants.size()) : 0);
                try {
                    work(leases, tenant, random);
                    done.incrementAndGet();
                } catch (SQLException | RuntimeException | InterruptedException e) {
                    failures.add(e);
                }
            }
        }

        private void work(TenantLeases leases, TenantId tenant, Random random)
                throws SQLException, InterruptedException {
            try (Lease lease = leases.leaseForTransaction(tenant)) {
                lease.begin();
                if (random.nextInt(50) == 0) {
                    Thread.sleep(random.nextInt(300));
                }
                try (Statement who = lease.connection().createStatement();
                        ResultSet row = who.executeQuery("SELECT CURRENT_USER()")) {
                    row.next();
                    users.add(row.getString(1));
                }
                try (PreparedStatement write =
                        lease.connection()
                                .prepareStatement(
                                        """
                                        INSERT INTO idempotency_keys
                                            (principal, call_name, idempotency_key, request_hash, created_at)
                                        VALUES ('load', 'load', ?, REPEAT('x', 32), UTC_TIMESTAMP(6))
                                        """)) {
                    write.setString(1, Ulid.next());
                    write.executeUpdate();
                }
                lease.commit();
            }
        }
    }

    @Test
    void noUnitOfWorkFailsWhileItsTenantsCredentialsAreRotated() throws Exception {
        TenantId tenant = tenant();
        Load load = new Load(List.of(tenant, tenant(), tenant(), tenant()));
        try (Router told = new Router(fleet);
                Router onlyPolling = new Router(fleet);
                ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS_A_REPLICA)) {
            replica.onAnnouncement(told.directory::invalidate);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2 * THREADS_A_REPLICA; i++) {
                TenantLeases leases = i % 2 == 0 ? told.leases : onlyPolling.leases;
                long seed = i;
                all.add(threads.submit(() -> load.run(leases, seed)));
            }
            for (int i = 0; i < ROTATIONS; i++) {
                load.awaitMore();
                assertThat(replica.await(rotate(tenant)).state())
                        .isEqualTo(OperationState.SUCCEEDED);
            }
            load.awaitMore();
            load.stop.set(true);
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(load.failures).isEmpty();
        assertThat(load.users).hasSize(3 + 2);
        assertThat(database(tenant).epoch()).isEqualTo(1 + ROTATIONS);
        assertThat(
                        fleet.onServer(
                                "SELECT COUNT(*) FROM %s.idempotency_keys"
                                        .formatted(database(tenant).name())))
                .doesNotContain("0");
    }

    @Test
    void whatIdlesOnTheOldAccountIsEndedOnceReplicasHaveHeard() throws Exception {
        TenantId tenant = tenant();
        try (Router router = new Router(fleet)) {
            try (Lease lease = router.leases.lease(tenant)) {
                assertThat(lease.connection().isValid(1)).isTrue();
            }
            OperationId operation = rotate(tenant);
            assertThat(replica.await(operation).state()).isEqualTo(OperationState.SUCCEEDED);
            try (Lease lease = router.leases.lease(tenant);
                    Statement statement = lease.connection().createStatement();
                    ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(database(tenant).account() + "@%");
            }
        }
    }

    @Test
    void theOldPasswordIsRefusedAfterwards() {
        TenantId tenant = tenant();
        String account = database(tenant).account().value();
        String old = password(tenant);

        replica.await(rotate(tenant));

        assertThatThrownBy(() -> fleet.connect(account, old)).isInstanceOf(SQLException.class);
        String other = database(tenant).account().value();
        assertThatThrownBy(() -> fleet.connect(other, old)).isInstanceOf(SQLException.class);
        assertThat(other).isNotEqualTo(account);
        // And so on in turn.
        replica.await(rotate(tenant));
        assertThat(database(tenant).account().value()).isEqualTo(account);
        assertThatThrownBy(() -> fleet.connect(account, old)).isInstanceOf(SQLException.class);
    }

    @Test
    void allAreRotatedButThoseThatAreAtWorkOrClosedForGood() {
        List<TenantId> tenants = List.of(tenant(), tenant(), tenant(), tenant());
        suspend(tenants.get(1));
        delete(tenants.get(2));
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                UPDATE operations SET state = 'running', lease_until = ?
                                WHERE tenant_id = ? AND kind = 'tenant.create'
                                """,
                                LocalDateTime.of(2999, 1, 1, 0, 0),
                                tenants.get(3).value()));

        RotationTally tally = replica.rotations().rotateAll(TestFleet.OPERATOR);

        assertThat(tally).isEqualTo(new RotationTally(2, 1));
        assertThatThrownBy(() -> rotate(tenants.get(3)))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TENANT_BUSY));
        assertThatThrownBy(() -> rotate(tenants.get(2)))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TENANT_STATE_CONFLICT));
        for (OperationId operation : rotations()) {
            assertThat(replica.await(operation).state()).isEqualTo(OperationState.SUCCEEDED);
        }
        assertThat(database(tenants.get(0)).epoch()).isEqualTo(2);
        assertThat(database(tenants.get(1)).epoch()).isEqualTo(2);
        assertThat(
                        fleet.inControlPlane(
                                "SELECT CONCAT(tenant_id, after_) FROM audit_log WHERE action = 'tenant.rotate-credentials'"))
                .hasSize(2);
    }

    private List<OperationId> rotations() {
        return fleet
                .inControlPlane(
                        "SELECT id FROM operations WHERE kind = 'tenant.rotate-credentials'")
                .stream()
                .map(OperationId::new)
                .toList();
    }

    private void suspend(TenantId tenant) {
        replica.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .suspend(handle, tenant, null, TestFleet.OPERATOR))
                        .operation());
    }

    private void delete(TenantId tenant) {
        replica.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .delete(handle, tenant, null, TestFleet.OPERATOR))
                        .operation());
    }
}
