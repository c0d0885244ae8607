package io.tenantry.backups;

import io.tenantry.provisioning.binlog.ArchiverState;
import io.tenantry.provisioning.binlog.Gap;
import io.tenantry.provisioning.binlog.RecoveryWindow;
import io.tenantry.provisioning.binlog.TenantRecovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls on recovery answer. */
final class RecoveryMessages {
    private RecoveryMessages() {}

    /** A time of which any second can be had back. */
    @Schema(name = "RecoveryWindow")
    record WindowView(
            @Schema(description = "The moment of a backup") Instant from,
            @Schema(
                            description =
                                    "What was committed before this can be had; the same as `from`"
                                            + " where only the backup itself can")
                    Instant until,
            @Schema(description = "Its first backup") String backup,
            @Schema(
                            examples = "logs_purged",
                            description =
                                    "Why it goes no further: `no_log`, `not_archived`, `replaced` (the"
                                            + " tenant went on in another database) or a gap's reason."
                                            + " Null if it goes on as time does")
                    @Nullable String end) {
        static WindowView of(RecoveryWindow window) {
            return new WindowView(window.from(), window.until(), window.backup(), window.end());
        }
    }

    /** What cannot be replayed. */
    @Schema(name = "RecoveryGap")
    record GapView(
            Instant from,
            Instant to,
            @Schema(examples = "statement_format") String reason,
            String detail,
            @Schema(description = "The database; null for all of the server")
                    @Nullable String database) {
        static GapView of(Gap gap) {
            return new GapView(
                    gap.from(),
                    gap.to(),
                    gap.reason().code(),
                    gap.detail(),
                    gap.database().isEmpty() ? null : gap.database());
        }
    }

    /** The times that a tenant can be brought back to. */
    @Schema(name = "TenantRecovery")
    record TenantRecoveryView(
            @Schema(description = "Oldest first") List<WindowView> windows,
            @Schema(description = "What lies between, or ends them") List<GapView> gaps) {
        static TenantRecoveryView of(TenantRecovery recovery) {
            return new TenantRecoveryView(
                    recovery.windows().stream().map(WindowView::of).toList(),
                    recovery.gaps().stream().map(GapView::of).toList());
        }
    }

    /** How the archiving of a server's log stands; what is not known is null. */
    @Schema(name = "LogArchive")
    record LogArchiveView(
            @Schema(examples = "db1") String server,
            @Schema(description = "The replica that archives it") @Nullable String replica,
            @Schema(description = "What was committed before is archived")
                    @Nullable Instant coveredUntil,
            @Schema(examples = "4.2") @Nullable Double lagSeconds,
            @Schema(description = "Of its log") @Nullable Long bytesBehind,
            @Schema(
                            examples = "server_unreachable",
                            description = "Why nothing is archived; null if all is well")
                    @Nullable String problem,
            @Nullable String detail,
            @Schema(description = "What will make gaps, unless it is changed")
                    List<String> warnings,
            @Schema(description = "The newest: a hundred at most") List<GapView> gaps) {
        static LogArchiveView of(ArchiverState state, List<Gap> gaps, Instant now) {
            return new LogArchiveView(
                    state.server(),
                    state.owner(),
                    state.coveredUntil(),
                    state.lag(now).map(LogArchiveView::seconds).orElse(null),
                    state.bytesBehind(),
                    state.problem(),
                    state.detail(),
                    state.warnings(),
                    gaps.stream().map(GapView::of).toList());
        }

        private static double seconds(Duration lag) {
            return lag.toMillis() / 1_000.0;
        }
    }

    /** Of all servers. */
    @Schema(name = "LogArchives")
    record LogArchivesView(
            @Schema(
                            description =
                                    "Whether logs are archived at all: not without a store of backups")
                    boolean on,
            List<LogArchiveView> servers) {}
}
