package io.tenantry.provisioning.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupOrigin;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tenants' backups through days and nights, which pass as fast as the test turns the clock. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScheduledBackupsTest {
    private static final Actor JOB = Actor.local("job:back-up");
    private static final int TENANTS = 6;

    private static TestFleet fleet;
    private static BackupReplica replica;
    private static final List<TenantId> tenants = new ArrayList<>();

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        replica = BackupReplica.on(fleet);
        try (TestReplica making = TestReplica.on(fleet)) {
            for (int i = 0; i < TENANTS; i++) {
                RequestedTenant made =
                        making.tenants()
                                .create(
                                        new CreateTenant(
                                                "night-" + i, "Night " + i, null, null, null),
                                        TestFleet.OPERATOR);
                making.await(made.operation());
                tenants.add(made.tenant().id());
            }
        }
    }

    @AfterAll
    static void close() {
        replica.close();
        fleet.close();
    }

    @BeforeEach
    void nothingHappens() {
        fleet.beforePut(name -> {});
    }

    private static List<Backup> backups(TenantId tenant) {
        return replica.backups().list(tenant, null, 100);
    }

    /** Turns the clock in steps, and has what is due then done. */
    private static int pass(Duration time, Duration step) {
        int most = 0;
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(step)) {
            fleet.clock().advance(step);
            while (true) {
                int asked = replica.schedule().reconcile(JOB);
                most = Math.max(most, asked);
                if (asked == 0) {
                    break;
                }
                replica.awaitAll();
            }
        }
        return most;
    }

    private static void set(TenantId tenant, @Nullable String settings) {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenants SET settings = ? WHERE id = ?",
                                settings,
                                tenant.value()));
    }

    @Test
    @Order(1)
    void newTenantsAreBackedUpAtOnceAndThenOnceANight() {
        int most = pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        assertThat(most).isEqualTo(1);
        assertThat(tenants)
                .allSatisfy(tenant -> {
                    assertThat(backups(tenant))
                            .singleElement()
                            .satisfies(backup -> {
                                assertThat(backup.state()).isEqualTo(BackupState.READY);
                                assertThat(backup.origin()).isEqualTo(BackupOrigin.SCHEDULED);
                            });
                });

        pass(Duration.ofHours(24), Duration.ofMinutes(30));

        assertThat(tenants)
                .allSatisfy(tenant -> {
                    List<Backup> made = backups(tenant);
                    assertThat(made).hasSize(2);
                    Instant night = made.getFirst().createdAt();
                    assertThat(Duration.between(Instant.EPOCH, night).toHours() % 24)
                            .isBetween(1L, 6L);
                });
        assertThat(replica.schedule().atRisk()).isEmpty();
    }

    @Test
    @Order(2)
    void missedNightsAreCaughtUpOnce() {
        fleet.clock().advance(Duration.ofDays(3));

        assertThat(replica.schedule().atRisk())
                .hasSize(TENANTS)
                .allSatisfy(each -> assertThat(each.risks()).containsExactly(Risk.STALE));
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        assertThat(tenants).allSatisfy(tenant -> assertThat(backups(tenant)).hasSize(3));
        assertThat(replica.schedule().atRisk()).isEmpty();
    }

    @Test
    @Order(3)
    void aTenantsOwnScheduleCounts() {
        TenantId hourly = tenants.getFirst();
        TenantId never = tenants.getLast();
        set(hourly, "{\"backups.schedule\":\"hourly\"}");
        set(never, "{\"backups.schedule\":\"off\"}");
        int before = backups(hourly).size();
        int others = backups(never).size();

        pass(Duration.ofHours(3), Duration.ofMinutes(20));

        assertThat(backups(hourly)).hasSize(before + 3);
        assertThat(backups(never)).hasSize(others);
        assertThat(replica.schedule().nextOf(never)).isEmpty();
        set(hourly, null);
        set(never, null);
    }

    @Test
    @Order(4)
    void aFailureIsSeenTriedAgainAndForgottenWhenOneSucceeds() {
        fleet.clock().advance(Duration.ofDays(1));
        TenantId failing = tenants.get(1);
        fleet.beforePut(name -> {
            if (name.startsWith(failing.value())) {
                throw new IOException("no space left on device");
            }
        });

        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        assertThat(backups(failing).getFirst().state()).isEqualTo(BackupState.FAILED);
        assertThat(replica.schedule().noticeFailures(JOB))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.tenant()).isEqualTo(failing);
                    assertThat(failed.error()).contains("no space left");
                });
        assertThat(replica.schedule().noticeFailures(JOB)).isEmpty();
        assertThat(
                        fleet.inControlPlane(
                                "SELECT COUNT(*) FROM audit_log WHERE action = 'backup.failed'"))
                .containsExactly("1");
        assertThat(replica.schedule().atRisk())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.tenant()).isEqualTo(failing);
                    assertThat(each.risks()).contains(Risk.FAILED);
                    assertThat(each.failures()).isEqualTo(1);
                });
        assertThat(replica.schedule().reconcile(JOB)).isZero();

        fleet.beforePut(name -> {});
        pass(Duration.ofMinutes(2), Duration.ofMinutes(1));

        assertThat(backups(failing).getFirst().state()).isEqualTo(BackupState.READY);
        assertThat(replica.schedule().atRisk()).isEmpty();
    }

    @Test
    @Order(5)
    void retentionKeepsWhatTheRulesSayAndAlwaysTheLastGoodOne() {
        TenantId tenant = tenants.get(2);
        String manual = manual(tenant);
        set(
                tenant,
                "{\"backups.keep.hourly\":0,\"backups.keep.daily\":2,\"backups.keep.weekly\":0,\"backups.keep.monthly\":0}");
        List<String> all = backups(tenant).stream().map(Backup::id).toList();

        Pruning dry =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.retention()
                                        .prune(handle, tenant, true, TestFleet.OPERATOR));

        assertThat(dry.operations()).isEmpty();
        assertThat(backups(tenant)).extracting(Backup::id).isEqualTo(all);
        List<String> staying =
                dry.backups().stream()
                        .filter(JudgedBackup::stays)
                        .map(JudgedBackup::backup)
                        .toList();
        assertThat(staying).contains(manual).hasSizeLessThan(all.size());

        replica.retention().reconcile(JOB);
        replica.awaitAll();

        assertThat(backups(tenant))
                .extracting(Backup::id)
                .containsExactlyInAnyOrderElementsOf(staying);
        fleet.clock().advance(Duration.ofDays(4_000));
        replica.retention().reconcile(JOB);
        replica.awaitAll();
        assertThat(tenants)
                .allSatisfy(each ->
                        assertThat(backups(each))
                                .filteredOn(backup -> backup.state() == BackupState.READY)
                                .isNotEmpty());
        assertThat(backups(tenants.getFirst())).hasSize(1);
        set(tenant, null);
    }

    @Test
    @Order(9)
    void afterAGapABackupIsDueAndItStaysAsTheFirstOfADayDoes() {
        TenantId tenant = tenants.get(5);
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));
        manual(tenant);
        Backup before = backups(tenant).getFirst();
        assertThat(replica.schedule().atRisk()).isEmpty();

        gapAfter(before, "''");
        gapAfter(before, "database_name");
        assertThat(replica.schedule().atRisk())
                .filteredOn(each -> each.tenant().equals(tenant))
                .singleElement()
                .satisfies(each -> assertThat(each.risks()).containsExactly(Risk.RECOVERY_GAP));
        assertThat(replica.schedule().reconcile(JOB)).isZero();
        fleet.clock().advance(Duration.ofHours(1));
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        Backup after = backups(tenant).getFirst();
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(replica.schedule().atRisk())
                .extracting(TenantAtRisk::tenant)
                .doesNotContain(tenant);
        manual(tenant);
        Pruning pruning =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.retention()
                                        .prune(handle, tenant, true, TestFleet.OPERATOR));
        assertThat(pruning.backups())
                .filteredOn(each -> each.reasons().contains("chain"))
                .extracting(JudgedBackup::backup)
                .contains(after.id())
                .doesNotContain(backups(tenant).getFirst().id());
    }

    /** As the archiver writes one down: of the server, or of the backup's database. */
    private static void gapAfter(Backup backup, String database) {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                INSERT INTO binlog_gaps
                                    (id, server_id, stream_id, database_name, file, position,
                                     from_time, to_time, reason, detail)
                                SELECT ?, server_id, id, %s, binlog_file, binlog_position + 100,
                                       taken_at, taken_at, 'xa', 'a distributed transaction'
                                FROM backups WHERE id = ?
                                """
                                        .formatted(database),
                                Ulid.next(),
                                backup.id()));
    }

    private static String manual(TenantId tenant) {
        var requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.backups().create(handle, tenant, TestFleet.OPERATOR));
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return requested.backup().id();
    }

    @Test
    @Order(6)
    void aBackupThatAnOperationWorksWithStays() {
        TenantId tenant = tenants.get(3);
        String used = backups(tenant).getFirst().id();
        manual(tenant);
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                INSERT INTO operations (id, kind, tenant_id, state, input,
                                    requested_by, next_attempt_at, created_at)
                                VALUES ('01JD8Q3C5N8F4T3J6B1ZK2M7XA', 'some.restore', ?, 'running',
                                    ?, 'somebody', NOW(6), NOW(6))
                                """,
                                tenant.value(),
                                "{\"backup\":\"" + used + "\"}"));

        Pruning pruning =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.retention()
                                        .prune(handle, tenant, false, TestFleet.OPERATOR));

        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute("DELETE FROM operations WHERE kind = 'some.restore'"));
        assertThat(pruning.backups())
                .filteredOn(each -> each.backup().equals(used))
                .singleElement()
                .satisfies(each -> assertThat(each.reasons()).containsExactly("in_use"));
    }

    @Test
    @Order(7)
    void theStoreKeepsALockedBackupUntilRetentionWouldLetItGo() {
        TenantId tenant = tenants.get(4);
        try (BackupReplica locking = BackupReplica.locking(fleet)) {
            pass(Duration.ofSeconds(2), Duration.ofSeconds(1));
            locking.retention().reconcile(JOB);
            locking.awaitAll();
            Backup locked = backups(tenant).getFirst();

            assertThat(locked.lockedUntil()).isEqualTo(locked.keptUntil()).isNotNull();
            assertThatThrownBy(() ->
                            fleet.controlPlane()
                                    .inTransaction(handle ->
                                            locking.backups()
                                                    .delete(
                                                            handle,
                                                            tenant,
                                                            locked.id(),
                                                            TestFleet.OPERATOR)))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.BACKUP_LOCKED));

            fleet.clock().advance(Duration.ofDays(500));
            manual(tenant);
            locking.retention().reconcile(JOB);
            locking.awaitAll();

            assertThat(replica.backups().find(tenant, locked.id())).isEmpty();
        }
    }

    @Test
    @Order(8)
    void howManyAreAtRiskIsCountedByWhatIsWrong() {
        fleet.clock().advance(Duration.ofDays(3));

        assertThat(BackupSchedule.count(replica.schedule().atRisk()))
                .isEqualTo(Map.of(Risk.STALE, (long) TENANTS));
    }

    @Test
    @Order(10)
    void aTenantInALongTransactionKeepsNobodyElsesBackupBack() throws SQLException {
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));
        fleet.clock().advance(Duration.ofDays(1));
        Instant today = fleet.controlPlane().now();
        TenantId busy =
                Collections.min(
                        tenants,
                        Comparator.comparing(
                                each -> replica.schedule().nextOf(each).orElseThrow()));
        List<TenantId> others = new ArrayList<>(tenants);
        others.remove(busy);
        try (Connection writer = fleet.connectAsAdmin();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute(
                    "UPDATE %s.tenant_identity SET epoch = epoch".formatted(database(busy)));

            replica.await(() -> {
                replica.schedule().reconcile(JOB);
                return others.stream().allMatch(each -> isBackedUpSince(each, today));
            });

            assertThat(isBackedUpSince(busy, today)).isFalse();
            writer.rollback();
        }
        fleet.clock().advance(Duration.ofSeconds(15));
        replica.awaitAll();
        assertThat(isBackedUpSince(busy, today)).isTrue();
    }

    @Test
    @Order(11)
    void whatServesAgainAfterARestoreWasUndoneIsBackedUpAtOnce() {
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));
        TenantId tenant = tenants.getFirst();
        Backup before = backups(tenant).getFirst();
        fleet.clock().advance(Duration.ofMinutes(1));
        restoreAndUndo(tenant, before);

        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        assertThat(backups(tenant).getFirst().createdAt()).isAfter(before.createdAt());
        assertThat(backups(tenants.getLast()).getFirst().createdAt())
                .isBefore(backups(tenant).getFirst().createdAt());
        assertThat(pass(Duration.ofMinutes(2), Duration.ofSeconds(30))).isZero();
    }

    /** What the journal's steps leave behind; the tenant's database is the one it was. */
    private static void restoreAndUndo(TenantId tenant, Backup backup) {
        Instant now = fleet.controlPlane().now();
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO restores (id, tenant_id, mode, state, backup_id,
                                            former_database_id, database_id, requested_by,
                                            created_at, switched_at, undone_at)
                                        SELECT :id, t.id, 'in-place', 'undone', :backup,
                                            t.database_id, :other, 'test', :now, :now, :now
                                        FROM tenants t WHERE t.id = :tenant
                                        """)
                                .bind("id", Ulid.next())
                                .bind("backup", backup.id())
                                .bind("other", Ulid.next())
                                .bind("now", now)
                                .bind("tenant", tenant.value())
                                .execute());
    }

    private static String database(TenantId tenant) {
        return fleet.inControlPlane(
                        """
                        SELECT d.database_name
                        FROM tenants t JOIN tenant_databases d ON d.id = t.database_id
                        WHERE t.id = '%s'
                        """
                                .formatted(tenant.value()))
                .getFirst();
    }

    private static boolean isBackedUpSince(TenantId tenant, Instant since) {
        Backup newest = backups(tenant).getFirst();
        return newest.state() == BackupState.READY && !newest.createdAt().isBefore(since);
    }
}
