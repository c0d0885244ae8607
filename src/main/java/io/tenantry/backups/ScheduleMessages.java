package io.tenantry.backups;

import io.tenantry.provisioning.drill.Drill;
import io.tenantry.provisioning.drill.Replayed;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.schedule.JudgedBackup;
import io.tenantry.provisioning.schedule.Pruning;
import io.tenantry.provisioning.schedule.Risk;
import io.tenantry.provisioning.schedule.TenantAtRisk;
import io.tenantry.tenants.TenantAnswers.OperationView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls on schedules, retention and drills take and answer. */
final class ScheduleMessages {
    private ScheduleMessages() {}

    /** A tenant whose data is at risk. */
    @Schema(name = "TenantAtRisk")
    record TenantAtRiskView(
            String tenant,
            @Schema(examples = "acme") String slug,
            String name,
            @Schema(examples = "db1") String server,
            @Schema(
                            description =
                                    "never, stale, database_changed, recovery_gap, failed, drill_failed; one or more")
                    List<String> risks,
            @Schema(examples = "daily") String schedule,
            @Schema(description = "The newest good backup") @Nullable String newestBackup,
            @Schema(description = "When that was asked for") @Nullable Instant newestAt,
            @Schema(description = "Attempts that failed since then") int failures,
            @Nullable Instant lastFailureAt,
            @Schema(description = "When its schedule comes round again") Instant nextAt) {
        static TenantAtRiskView of(TenantAtRisk tenant) {
            return new TenantAtRiskView(
                    tenant.tenant().value(),
                    tenant.slug(),
                    tenant.name(),
                    tenant.server(),
                    tenant.risks().stream().map(Risk::code).toList(),
                    tenant.schedule(),
                    tenant.newestBackup(),
                    tenant.newestAt(),
                    tenant.failures(),
                    tenant.lastFailure(),
                    tenant.nextAt());
        }
    }

    /** The receipt of a restore drill. */
    @Schema(name = "Drill")
    record DrillView(
            String id,
            String tenant,
            String backup,
            @Schema(examples = "db1", description = "On which it was restored") String server,
            @Schema(enumeration = {"running", "passed", "failed"}) String state,
            Instant askedAt,
            @Nullable Instant finishedAt,
            @Schema(description = "Of the backup, when the drill was asked for")
                    @Nullable Double backupAgeSeconds,
            @Schema(
                            description =
                                    "Measured RPO: the age of the tenant's newest good backup, when the"
                                            + " drill was asked for")
                    @Nullable Double recoveryPointSeconds,
            @Schema(
                            description =
                                    "Measured RTO: from the first byte read until every row was"
                                            + " compared")
                    @Nullable Double recoveryTimeSeconds,
            @Schema(examples = "1042") @Nullable Long rows,
            @Schema(description = "Of its rows as text") @Nullable Long bytes,
            @Schema(description = "Null if no log is archived that goes on from the backup")
                    @Nullable ReplayedView replayed,
            @Schema(examples = "backup_damaged") @Nullable String errorCode,
            @Nullable String errorDetail) {
        static DrillView of(Drill drill) {
            return new DrillView(
                    drill.id(),
                    drill.tenant().value(),
                    drill.backup(),
                    drill.server(),
                    drill.state().code(),
                    drill.askedAt(),
                    drill.finishedAt(),
                    seconds(drill.backupAge()),
                    seconds(drill.recoveryPoint()),
                    seconds(drill.recoveryTime()),
                    drill.rows(),
                    drill.bytes(),
                    ReplayedView.of(drill.replayed()),
                    drill.errorCode(),
                    drill.errorDetail());
        }

        private static @Nullable Double seconds(@Nullable Duration duration) {
            return duration == null ? null : duration.toMillis() / 1000.0;
        }
    }

    /** What came of going on from the backup by the archived log. */
    @Schema(name = "DrillReplay")
    record ReplayedView(
            @Schema(description = "A moment of the tenant's window, any") Instant to,
            @Schema(description = "That were applied") long events,
            @Schema(description = "Measured RTO: from the backup's first byte until then")
                    double recoveryTimeSeconds,
            @Schema(
                            description =
                                    "Measured RPO: how old the end of the archive was, which is what"
                                            + " would have been lost with the server")
                    double recoveryPointSeconds) {
        static @Nullable ReplayedView of(@Nullable Replayed replayed) {
            return replayed == null
                    ? null
                    : new ReplayedView(
                            replayed.to(),
                            replayed.events(),
                            replayed.recoveryTime().toMillis() / 1000.0,
                            replayed.recoveryPoint().toMillis() / 1000.0);
        }
    }

    /** A drill, and the operation that is it. */
    @Schema(name = "RequestedDrill")
    record RequestedDrillView(DrillView drill, OperationView operation) {}

    /** The wish to have backups removed that the rules no longer keep. */
    @Schema(name = "Prune")
    record Prune(
            @Schema(
                            description = "Whether only to say what would be removed",
                            defaultValue = "false")
                    @Nullable Boolean dryRun) {}

    /** What retention does to a tenant's backups. */
    @Schema(name = "Pruning")
    record PruningView(
            boolean dryRun,
            @Schema(description = "The good ones, oldest first") List<JudgedBackupView> backups,
            @Schema(description = "Ids of the operations that remove those that go")
                    List<String> operations) {
        static PruningView of(Pruning pruning, boolean dryRun) {
            return new PruningView(
                    dryRun,
                    pruning.backups().stream().map(JudgedBackupView::of).toList(),
                    pruning.operations().stream().map(OperationId::value).toList());
        }
    }

    /** What retention says of a backup. */
    @Schema(name = "JudgedBackup")
    record JudgedBackupView(
            String backup,
            Instant createdAt,
            boolean stays,
            @Schema(
                            description =
                                    "Why it stays: hourly, daily, weekly, monthly, chain, manual,"
                                            + " last, in_use, locked")
                    List<String> reasons,
            @Schema(description = "When it may go, as the rules are; null for never")
                    @Nullable Instant keptUntil) {
        static JudgedBackupView of(JudgedBackup judged) {
            return new JudgedBackupView(
                    judged.backup(), judged.at(), judged.stays(), judged.reasons(), judged.until());
        }
    }
}
