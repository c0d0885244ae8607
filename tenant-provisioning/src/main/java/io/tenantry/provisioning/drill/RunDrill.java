package io.tenantry.provisioning.drill;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Failure;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.ScratchDatabase;
import io.tenantry.provisioning.snapshot.Archive;
import io.tenantry.provisioning.snapshot.DatabaseCopy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Restores the backup into a scratch database, which is gone afterwards, whatever happens: one that
 * a killed process left is cleared away by the next attempt, on whichever replica.
 */
final class RunDrill implements Step<DrillWish> {
    static final String NAME = "run-drill";

    private final ControlPlane controlPlane;
    private final BackupVault vault;

    RunDrill(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<DrillWish> context) throws SQLException {
        DrillRows.Plan plan = plan(context);
        if (plan.drill().state() == DrillState.PASSED) {
            return;
        }
        try {
            run(context, plan);
        } catch (SQLException | RuntimeException e) {
            note(context, plan.drill(), e);
            throw e;
        }
    }

    private static DrillRows.Plan plan(StepContext<DrillWish> context) {
        String id = context.input().drill();
        return context.read(handle -> DrillRows.plan(handle, id))
                .orElseThrow(() ->
                        new ProvisioningException(Reason.BACKUP_UNKNOWN, "the drill is gone"));
    }

    private void run(StepContext<DrillWish> context, DrillRows.Plan plan) throws SQLException {
        try (Lane lane = context.lane(plan.serverId(), 0)) {
            ScratchDatabase.clearLeftovers(lane.admin());
            long began = System.nanoTime();
            Archive archive = vault.open(context.tenant(), plan.drill().backup());
            DatabaseCopy.Report report = restore(context, archive, lane.admin());
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            context.alongside(handle ->
                    DrillRows.passed(
                            handle,
                            plan.drill().id(),
                            took,
                            report.rows(),
                            archive.size().bytes(),
                            controlPlane.now()));
        }
    }

    private static DatabaseCopy.Report restore(
            StepContext<DrillWish> context, Archive archive, AdminConnection admin)
            throws SQLException {
        try (ScratchDatabase scratch = ScratchDatabase.create(admin)) {
            return DatabaseCopy.make(
                    archive,
                    List.of(admin),
                    scratch.name(),
                    Set.of(),
                    context.headway(DatabaseCopy.TIMES_OVER * archive.size().bytes()));
        }
    }

    /** Only what was found in the backup itself speaks against it. */
    private static void note(StepContext<DrillWish> context, Drill drill, Exception cause) {
        Failure failure = Failure.of(cause);
        boolean damaged =
                cause instanceof ProvisioningException known
                        && known.reason() == Reason.BACKUP_DAMAGED;
        context.record(handle -> {
            DrillRows.stumbled(handle, drill.id(), failure.code(), failure.detail());
            if (damaged) {
                BackupVault.damaged(handle, drill.backup());
            }
            return true;
        });
    }

    @Override
    public void undo(StepContext<DrillWish> context) {
        String id = context.input().drill();
        context.alongside(handle -> DrillRows.failed(handle, id, controlPlane.now()));
    }
}
