package io.tenantry.provisioning.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupKind;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.binlog.ArchiverSettings;
import io.tenantry.provisioning.binlog.Archivers;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Mishaps;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.provisioning.schedule.BackupReplica;
import io.tenantry.provisioning.schedule.Risk;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restore drills, and the general tests of the operations on backups that are asked for by jobs.
 */
@UnderFailure(kind = DrillKind.NAME, inputs = "{\"drill\":\"d\"}", steps = RunDrill.NAME)
@UnderFailure(kind = BackupKind.LOCK, inputs = "{\"backup\":\"b\"}", steps = "lock-backup")
class DrillsTest {
    private static final Actor JOB = Actor.local("job:drill");

    private static TestFleet fleet;
    private static BackupReplica replica;
    private static TenantId tenant;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        replica = BackupReplica.on(fleet);
        try (TestReplica making = TestReplica.on(fleet)) {
            RequestedTenant made =
                    making.tenants()
                            .create(
                                    new CreateTenant("drilled", "Drilled", null, null, null),
                                    TestFleet.OPERATOR);
            making.await(made.operation());
            tenant = made.tenant().id();
        }
        write();
    }

    private static void write() {
        String database =
                fleet.inControlPlane("SELECT database_name FROM tenant_databases").getFirst();
        fleet.executeOnServer(
                "INSERT INTO %s.designs VALUES ('%s', 'Coat', 'a coat', 'u1', 1, NOW(6), NOW(6))"
                        .formatted(database, Ulid.next()));
    }

    @AfterAll
    static void close() {
        replica.close();
        fleet.close();
    }

    private static String backup() {
        var requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.backups().create(handle, tenant, TestFleet.OPERATOR));
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return requested.backup().id();
    }

    private static RequestedDrill ask(BackupReplica of, String backup) {
        return fleet.controlPlane()
                .inTransaction(
                        handle -> of.drills().create(handle, tenant, backup, TestFleet.OPERATOR));
    }

    private static Drill receipt(RequestedDrill requested) {
        return replica.drills().find(requested.drill().id()).orElseThrow();
    }

    private static List<String> scratchDatabases() {
        return fleet.onServer(
                "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_scratch\\_%'");
    }

    private static void damage(String backup) throws IOException {
        Path folder = fleet.backupFolder().resolve(tenant.value()).resolve(backup);
        try (Stream<Path> files = Files.list(folder)) {
            Path piece =
                    files.filter(file -> !file.endsWith("manifest"))
                            .sorted()
                            .findFirst()
                            .orElseThrow();
            byte[] bytes = Files.readAllBytes(piece);
            bytes[bytes.length / 2] ^= 1;
            Files.write(piece, bytes);
        }
    }

    @Test
    void aDrillSaysWhatCameBackAndHowLongItTook() {
        String backup = backup();
        fleet.clock().advance(Duration.ofHours(2));
        String newest = backup();
        fleet.clock().advance(Duration.ofHours(1));
        RequestedDrill requested = ask(replica, backup);

        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);

        Drill drill = receipt(requested);
        assertThat(drill.state()).isEqualTo(DrillState.PASSED);
        assertThat(drill.rows()).isPositive();
        assertThat(drill.bytes()).isPositive();
        assertThat(drill.recoveryTime()).isPositive();
        assertThat(drill.replayed()).isNull();
        assertThat(drill.backupAge()).isGreaterThanOrEqualTo(Duration.ofHours(3));
        assertThat(drill.recoveryPoint())
                .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusMinutes(5));
        assertThat(drill.server()).isEqualTo(TestFleet.SERVER);
        assertThat(scratchDatabases()).isEmpty();
        assertThat(newest).isNotEqualTo(backup);
    }

    @Test
    void aDrillGoesOnToAMomentThatTheArchiveReaches() {
        Archivers archivers =
                new Archivers(
                        fleet.controlPlane(),
                        fleet.connections(),
                        fleet.vault(),
                        new ArchiverSettings(
                                "archiving",
                                Duration.ofMillis(100),
                                1 << 16,
                                Duration.ofHours(1),
                                Duration.ofMillis(100),
                                Duration.ofMillis(50),
                                10));
        archivers.start();
        try (archivers) {
            String backup = backup();
            write();
            Instant written = Instant.now().plusSeconds(1);
            Instant taken =
                    Objects.requireNonNull(
                            replica.backups().find(tenant, backup).orElseThrow().takenAt());
            Recovery recovery = new Recovery(fleet.controlPlane(), fleet.vault());
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            fleet.controlPlane()
                                    .read(handle -> recovery.last(handle, tenant))
                                    .reached()
                                    .isAfter(taken.plusSeconds(1)));
            RequestedDrill requested = ask(replica, backup);

            assertThat(replica.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);

            Drill drill = receipt(requested);
            assertThat(drill.replayed())
                    .isNotNull()
                    .satisfies(replayed -> {
                        assertThat(replayed.to()).isAfter(taken);
                        // Chance may have chosen a moment before it.
                        assertThat(replayed.to().isBefore(written) || replayed.events() > 0)
                                .isTrue();
                        assertThat(replayed.recoveryTime())
                                .isGreaterThanOrEqualTo(drill.recoveryTime());
                        assertThat(replayed.recoveryPoint()).isGreaterThanOrEqualTo(Duration.ZERO);
                    });
            assertThat(scratchDatabases()).isEmpty();
        }
    }

    @Test
    void aDrillThatFindsDamageSaysSoAndShowsTheTenantAtRiskUntilAnotherBackupIsGood()
            throws IOException {
        String backup = backup();
        damage(backup);
        RequestedDrill requested = ask(replica, backup);

        assertThat(replica.await(requested.operation()).state()).isEqualTo(OperationState.UNDONE);

        assertThat(receipt(requested).state()).isEqualTo(DrillState.FAILED);
        assertThat(receipt(requested).errorCode()).isEqualTo("backup_damaged");
        assertThat(replica.backups().find(tenant, backup).orElseThrow().state())
                .isEqualTo(BackupState.DAMAGED);
        assertThat(scratchDatabases()).isEmpty();
        assertThat(replica.schedule().atRisk())
                .singleElement()
                .satisfies(each -> assertThat(each.risks()).contains(Risk.DRILL_FAILED));
        backup();
        assertThat(replica.schedule().atRisk()).isEmpty();
    }

    @Test
    void aDrillThatFailsForAnotherReasonLeavesTheBackupAsItIs() {
        String backup = backup();
        try (BackupReplica failing =
                BackupReplica.around(
                        fleet,
                        "failing",
                        false,
                        at(
                                RunDrill.NAME,
                                new Mishaps() {
                                    @Override
                                    public <I> Step<I> around(Step<I> step) {
                                        return Mishap.after(
                                                step,
                                                _ -> {
                                                    throw new SQLException("injected", "HY000", 1);
                                                });
                                    }
                                }))) {
            RequestedDrill requested = ask(failing, backup);

            assertThat(failing.await(requested.operation()).state())
                    .isEqualTo(OperationState.UNDONE);
            assertThat(receipt(requested).state()).isEqualTo(DrillState.FAILED);
        }
        assertThat(replica.backups().find(tenant, backup).orElseThrow().state())
                .isEqualTo(BackupState.READY);
        assertThat(scratchDatabases()).isEmpty();
        backup();
    }

    @Test
    void drillsAreDoneOnAScheduleOnWhateverBackupThereIs() {
        backup();
        fleet.clock().advance(Duration.ofDays(2));

        RequestedDrill requested = replica.drills().reconcile(JOB).orElseThrow();

        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(replica.drills().reconcile(JOB)).isEmpty();
        assertThat(replica.drills().list(null, null, 1))
                .extracting(Drill::id)
                .containsExactly(requested.drill().id());
        fleet.clock().advance(Duration.ofDays(1));
        replica.await(replica.drills().reconcile(JOB).orElseThrow().operation());
    }

    @Test
    void whatIsNoGoodBackupIsNotDrilled() {
        assertThatThrownBy(() -> ask(replica, Ulid.next()))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.BACKUP_UNKNOWN));
    }

    /** The operations that jobs ask for. */
    enum Job {
        DRILL(RunDrill.NAME),
        DELETE("delete-backup"),
        LOCK("lock-backup");

        private final String step;

        Job(String step) {
            this.step = step;
        }

        OperationId ask(BackupReplica of, String backup) {
            return switch (this) {
                case DRILL -> DrillsTest.ask(of, backup).operation();
                case DELETE ->
                        fleet.controlPlane()
                                .inTransaction(handle ->
                                        of.backups()
                                                .delete(handle, tenant, backup, TestFleet.OPERATOR))
                                .operation();
                case LOCK -> {
                    of.retention().reconcile(JOB);
                    yield new OperationId(
                            fleet.inControlPlane(
                                            "SELECT id FROM operations WHERE kind = '%s' AND input LIKE '%%%s%%'"
                                                    .formatted(BackupKind.LOCK, backup))
                                    .getFirst());
                }
            };
        }

        void assertDone(String id) {
            Backup backup = replica.backups().find(tenant, id).orElse(null);
            switch (this) {
                case DRILL ->
                        assertThat(replica.drills().list(tenant, null, 1).getFirst().state())
                                .isEqualTo(DrillState.PASSED);
                case DELETE -> assertThat(backup).isNull();
                case LOCK -> assertThat(backup).extracting(Backup::lockedUntil).isNotNull();
            }
            assertThat(scratchDatabases()).isEmpty();
        }
    }

    private static BackupReplica.Around at(String step, Mishaps mishaps) {
        return new BackupReplica.Around() {
            @Override
            public <I> OperationKind<I> kind(OperationKind<I> kind) {
                return mishaps.at(kind, step);
            }
        };
    }

    /** One that retention would lock: the first of its day. */
    private static String young() {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE tenants SET settings = '{\"backups.keep.manual\":30}'"));
        return backup();
    }

    @ParameterizedTest
    @EnumSource(Job.class)
    void aStepRunTwiceGivesTheSameState(Job job) {
        String backup = young();
        try (BackupReplica twice =
                BackupReplica.around(fleet, "twice", true, at(job.step, Mishaps.twice()))) {
            OperationId asked = job.ask(twice, backup);

            assertThat(twice.await(asked).state()).isEqualTo(OperationState.SUCCEEDED);
            job.assertDone(backup);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Job.class, mode = EnumSource.Mode.EXCLUDE, names = "DRILL")
    void aFailureStopsUntilItIsRetried(Job job) {
        String backup = young();
        AtomicBoolean armed = new AtomicBoolean(true);
        try (BackupReplica failing =
                BackupReplica.around(
                        fleet,
                        "failing",
                        true,
                        at(
                                job.step,
                                new Mishaps() {
                                    @Override
                                    public <I> Step<I> around(Step<I> step) {
                                        return Mishap.after(
                                                step,
                                                context -> {
                                                    // Others may be asked for as well.
                                                    if (context.input().toString().contains(backup)
                                                            && armed.getAndSet(false)) {
                                                        throw new SQLException(
                                                                Mishaps.FAILURE, "HY000", 1);
                                                    }
                                                });
                                    }
                                }))) {
            OperationId asked = job.ask(failing, backup);
            assertThat(failing.await(asked).state()).isEqualTo(OperationState.FAILED);

            failing.retry(asked);

            assertThat(failing.await(asked).state()).isEqualTo(OperationState.SUCCEEDED);
            job.assertDone(backup);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherReplicaFinishesADrillThatACrashLeft(boolean before) {
        String backup = backup();
        try (BackupReplica crashing =
                BackupReplica.around(
                        fleet,
                        "crashing",
                        false,
                        at(
                                RunDrill.NAME,
                                before ? Mishaps.crashesBefore() : Mishaps.crashesAfter()))) {
            RequestedDrill requested = ask(crashing, backup);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> crashing.runner().isIdle());

            fleet.endLeases();

            assertThat(replica.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            Job.DRILL.assertDone(backup);
        }
    }
}
