package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.BackupKinds;
import io.tenantry.provisioning.backup.BackupLocks;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.drill.DrillKind;
import io.tenantry.provisioning.drill.Drills;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.store.FolderStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A replica that makes, keeps and tries backups, on a test fleet; the test sweeps. */
public final class BackupReplica implements AutoCloseable {
    private final TestFleet fleet;
    private final OperationRunner runner;
    private final Backups backups;
    private final BackupSchedule schedule;
    private final BackupRetention retention;
    private final Drills drills;
    private final Operations operations;

    /** What a test puts between the runner and the operations. */
    public interface Around {
        <I> OperationKind<I> kind(OperationKind<I> kind);
    }

    private BackupReplica(
            TestFleet fleet, String name, boolean locks, ScheduleSettings settings, Around around) {
        this.fleet = fleet;
        ControlPlane controlPlane = fleet.controlPlane();
        AuditLog audit = new AuditLog(controlPlane);
        BackupVault vault =
                locks
                        ? new BackupVault(
                                controlPlane,
                                fleet.secrets(),
                                new FolderStore(fleet.backupFolder(), true, fleet.clock()))
                        : fleet.vault();
        BackupKinds kinds = BackupKinds.of(controlPlane, vault);
        DrillKind drill = DrillKind.of(controlPlane, vault, new Recovery(controlPlane, vault));
        List<OperationKind<?>> decorated = new ArrayList<>();
        kinds.all().forEach(kind -> decorated.add(around.kind(kind)));
        decorated.add(around.kind(drill));
        runner =
                new OperationRunner(
                        controlPlane,
                        fleet.connections(),
                        decorated,
                        RunnerSettings.defaults(name));
        backups = new Backups(controlPlane, audit, runner, kinds, vault);
        schedule = new BackupSchedule(controlPlane, audit, backups, settings);
        retention =
                new BackupRetention(
                        controlPlane, backups, new BackupLocks(controlPlane, runner, kinds, vault));
        drills = new Drills(controlPlane, audit, runner, drill, backups, settings.drillEvery());
        operations = new Operations(controlPlane, audit);
    }

    public static BackupReplica on(TestFleet fleet) {
        return on(fleet, ScheduleSettings.DEFAULTS);
    }

    public static BackupReplica on(TestFleet fleet, ScheduleSettings settings) {
        return new BackupReplica(fleet, "backups", false, settings, nothing());
    }

    /** On a store that locks. */
    public static BackupReplica locking(TestFleet fleet) {
        return new BackupReplica(fleet, "locking", true, ScheduleSettings.DEFAULTS, nothing());
    }

    public static BackupReplica around(TestFleet fleet, String name, boolean locks, Around around) {
        return new BackupReplica(fleet, name, locks, ScheduleSettings.DEFAULTS, around);
    }

    private static Around nothing() {
        return new Around() {
            @Override
            public <I> OperationKind<I> kind(OperationKind<I> kind) {
                return kind;
            }
        };
    }

    public Backups backups() {
        return backups;
    }

    public BackupSchedule schedule() {
        return schedule;
    }

    public BackupRetention retention() {
        return retention;
    }

    public Drills drills() {
        return drills;
    }

    public OperationRunner runner() {
        return runner;
    }

    public Operation operation(OperationId id) {
        return operations.find(id).orElseThrow();
    }

    public void retry(OperationId id) {
        operations.retry(id, TestFleet.OPERATOR);
    }

    /** Lets time pass and looks for work until the operation has ended. */
    public Operation await(OperationId id) {
        await(() -> operation(id).state() != OperationState.RUNNING);
        return operation(id);
    }

    /** Lets time pass and looks for work until none is left. */
    public void awaitAll() {
        await(() ->
                fleet.inControlPlane("SELECT 1 FROM operations WHERE state = 'running'").isEmpty());
    }

    /** Lets time pass and looks for work until something is so. */
    void await(BooleanSupplier holds) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (holds.getAsBoolean()) {
                        return true;
                    }
                    fleet.clock().advance(Duration.ofMillis(50));
                    runner.sweep();
                    return false;
                });
    }

    @Override
    public void close() {
        runner.close();
    }
}
