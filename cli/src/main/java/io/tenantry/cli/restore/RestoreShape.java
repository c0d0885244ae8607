package io.tenantry.cli.restore;

import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.restore.Restore;
import io.tenantry.provisioning.restore.RestorePlan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How restores are shown: as the API does. */
final class RestoreShape {
    private RestoreShape() {}

    static Document document(Restore restore) {
        Duration cutOver = restore.cutOver();
        return new Document()
                .with("id", restore.id())
                .with("tenant", restore.tenant().value())
                .with("mode", restore.mode().code())
                .with("state", restore.state().code())
                .with("backup", restore.backup())
                .with("at", restore.at())
                .with("requestedBy", restore.requestedBy())
                .with("createdAt", restore.createdAt())
                .with("closedAt", restore.closedAt())
                .with("switchedAt", restore.switchedAt())
                .with("undoneAt", restore.undoneAt())
                .with("fencedAt", restore.fencedAt())
                .with("keptUntil", restore.keptUntil())
                .with("cutOverMillis", cutOver == null ? null : cutOver.toMillis());
    }

    /** A restore that could be done now. */
    static Document possible(String mode, @Nullable Instant at, @Nullable String backup) {
        return new Document()
                .with("possible", "now")
                .with("mode", mode)
                .with("at", at)
                .with("backup", backup);
    }

    /**
     * A restore that would wait for the archive of the server's log.
     *
     * @param archivedUntil how far that is; null for nothing
     */
    static Document waiting(String mode, Instant at, @Nullable Instant archivedUntil) {
        return new Document()
                .with("possible", "once archived")
                .with("mode", mode)
                .with("at", at)
                .with("backup", null)
                .with("archivedUntil", archivedUntil);
    }

    static Document plan(RestorePlan plan) {
        return possible(plan.mode().code(), plan.at(), plan.backup().id())
                .with("takenAt", plan.backup().takenAt())
                .with("recoveryPoint", plan.recoveryPoint())
                .with("archivedUntil", plan.archivedUntil())
                .with("server", plan.server())
                .with("schemaVersion", plan.schemaVersion())
                .with("migrates", plan.migrates())
                .with("keptUntil", plan.keptUntil());
    }
}
