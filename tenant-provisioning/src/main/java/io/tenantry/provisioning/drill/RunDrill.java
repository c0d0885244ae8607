package io.tenantry.provisioning.drill;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.LastPoint;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Failure;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ScratchDatabase;
import io.tenantry.provisioning.snapshot.Archive;
import io.tenantry.provisioning.snapshot.DatabaseCopy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Restores the backup into a scratch database and goes on from there by the archived log, as far as
 * chance has it. The database is gone afterwards, whatever happens: one that a killed process left
 * is cleared away by the next attempt, on whichever replica.
 */
final class RunDrill implements Step<DrillWish> {
    static final String NAME = "run-drill";

    private static final Duration FURTHEST = Duration.ofDays(1);

    private final ControlPlane controlPlane;
    private final BackupVault vault;
    private final Recovery recovery;

    RunDrill(ControlPlane controlPlane, BackupVault vault, Recovery recovery) {
        this.controlPlane = controlPlane;
        this.vault = vault;
        this.recovery = recovery;
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
            try (ScratchDatabase scratch = ScratchDatabase.create(lane.admin())) {
                DatabaseCopy.Report report =
                        DatabaseCopy.make(
                                archive,
                                List.of(lane.admin()),
                                scratch.name(),
                                Set.of(),
                                context.headway(DatabaseCopy.TIMES_OVER * archive.size().bytes()));
                Duration took = since(began);
                Replayed replayed =
                        replayed(context, plan.drill(), lane.admin(), scratch.name(), began);
                context.alongside(handle ->
                        DrillRows.passed(
                                handle,
                                plan.drill().id(),
                                took,
                                report.rows(),
                                archive.size().bytes(),
                                replayed,
                                controlPlane.now()));
            }
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Goes on, from rows that were compared, by the log; null if that reaches no further. */
    private @Nullable Replayed replayed(
            StepContext<DrillWish> context,
            Drill drill,
            AdminConnection admin,
            DatabaseName scratch,
            long began)
            throws SQLException {
        LastPoint last =
                context.read(handle ->
                        LastPoint.of(
                                handle,
                                Backups.demandReady(handle, context.tenant(), drill.backup())));
        Instant taken = Objects.requireNonNull(last.backup().takenAt(), "ready");
        Instant to = anyMoment(drill, taken, last.reached());
        if (to == null) {
            return null;
        }
        Instant reached = context.read(handle -> recovery.last(handle, context.tenant()).reached());
        Duration lost = Duration.between(reached, controlPlane.now());
        long events = replay(last.backup(), to, admin, scratch);
        return new Replayed(to, events, since(began), lost.isNegative() ? Duration.ZERO : lost);
    }

    /**
     * A moment that the log reached when the drill was asked for, at most a day behind the backup:
     * the same for each attempt, and no more to replay than a tenant writes in a day. Null if there
     * is none.
     */
    static @Nullable Instant anyMoment(Drill drill, Instant taken, Instant reached) {
        Instant end =
                Stream.of(reached, drill.askedAt(), taken.plus(FURTHEST))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        if (!end.isAfter(taken)) {
            return null;
        }
        long seconds = Duration.between(taken, end).toSeconds();
        return seconds == 0
                ? end
                : end.minusSeconds(new Random(drill.id().hashCode()).nextLong(seconds));
    }

    /** What is wrong with the log speaks against the log, and not against the backup. */
    private long replay(Backup backup, Instant to, AdminConnection admin, DatabaseName scratch)
            throws SQLException {
        try {
            return recovery.replay(backup, to, admin, scratch, Set.of()).events();
        } catch (ProvisioningException e) {
            throw new ProvisioningException(
                    e.reason() == Reason.BACKUP_DAMAGED ? Reason.REPLAY_FAILED : e.reason(),
                    "the backup is whole; going on from it to %s: %s".formatted(to, e.getMessage()),
                    e);
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
