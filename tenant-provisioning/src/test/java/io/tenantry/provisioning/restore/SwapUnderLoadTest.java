package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.pool.Lease;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Promise 4 for restores: no write that was answered is in a database that serves no more. */
class SwapUnderLoadTest {
    /**
     * A write that was answered.
     *
     * @param begunAt before anything was asked of the database, in nanoseconds of the JVM's clock
     * @param answeredAt after its commit
     */
    private record Write(String id, long begunAt, long answeredAt) {}

    private final Queue<Write> answered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Queue<Exception> refusals = new ConcurrentLinkedQueue<>();

    private void writeOn(Router router, TenantId tenant) {
        while (!done.get()) {
            String id = Ulid.next();
            long begunAt = System.nanoTime();
            try (Lease lease = router.leases().leaseForTransaction(tenant)) {
                lease.begin();
                try (PreparedStatement write =
                        lease.connection()
                                .prepareStatement(
                                        "INSERT INTO designs VALUES (?, 'Load', '', 'u', 1, NOW(6), NOW(6))")) {
                    write.setString(1, id);
                    write.executeUpdate();
                }
                lease.commit();
                answered.add(new Write(id, begunAt, System.nanoTime()));
            } catch (SQLException | RuntimeException refused) {
                refusals.add(refused);
            }
        }
    }

    private void awaitWrites(int more) {
        int enough = answered.size() + more;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> answered.size() >= enough);
    }

    private static Set<String> idsIn(TestFleet fleet, TenantDatabase database) {
        return Set.copyOf(
                fleet.onServer(
                        "SELECT id FROM %s.designs WHERE title = 'Load'"
                                .formatted(database.name())));
    }

    @Test
    void everyAnsweredWriteIsInTheDatabaseThatServedThen() throws Exception {
        try (RestoredTenants tenants = RestoredTenants.open();
                Router hearing = Router.on(tenants.fleet());
                Router deaf = Router.on(tenants.fleet())) {
            TestFleet fleet = tenants.fleet();
            tenants.replica().onAnnouncement(hearing.directory()::invalidate);
            TenantId tenant = tenants.tenant();
            String backup = tenants.backup(tenant);
            TenantDatabase former = tenants.serving(tenant);
            List<Thread> writers = new ArrayList<>();
            for (Router router : List.of(hearing, hearing, deaf, deaf)) {
                writers.add(Thread.ofVirtual().start(() -> writeOn(router, tenant)));
            }
            awaitWrites(50);

            Restore restore = tenants.restored(tenant, backup, RestoreMode.SIDE_BY_SIDE);
            TenantDatabase restored = tenants.serving(tenant);
            awaitWrites(50);
            assertThat(
                            tenants.replica()
                                    .await(tenants.askUndo(tenants.replica(), restore).operation())
                                    .state())
                    .isEqualTo(OperationState.SUCCEEDED);
            awaitWrites(50);
            done.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            // They waited, and found the new route; but a session that nobody heard was to end may
            // be
            // ended between its lease and its first statement.
            assertThat(refusals)
                    .hasSizeLessThanOrEqualTo(8)
                    .allSatisfy(refusal -> assertThat(refusal).isInstanceOf(SQLException.class));
            Set<String> inFormer = idsIn(fleet, former);
            Set<String> inRestored = idsIn(fleet, restored);
            assertThat(inFormer).doesNotContainAnyElementsOf(inRestored);
            List<Write> between =
                    answered.stream().filter(write -> inRestored.contains(write.id())).toList();
            assertThat(answered)
                    .allMatch(write ->
                            inFormer.contains(write.id()) || inRestored.contains(write.id()));
            assertThat(between).hasSizeGreaterThan(20);
            // While the restored database answers, the former one does not.
            long from = between.stream().mapToLong(Write::answeredAt).min().orElseThrow();
            long until = between.stream().mapToLong(Write::begunAt).max().orElseThrow();
            assertThat(answered)
                    .filteredOn(write -> inFormer.contains(write.id()))
                    .noneMatch(write -> write.begunAt() > from && write.answeredAt() < until);
        }
    }
}
