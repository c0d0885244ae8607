package io.tenantry.cli.restore;

import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.restore.Restore;
import io.tenantry.provisioning.restore.RestorePlan;
import java.time.Duration;

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
                .with("keptUntil", restore.keptUntil())
                .with("cutOverMillis", cutOver == null ? null : cutOver.toMillis());
    }

    static Document plan(RestorePlan plan) {
        return new Document()
                .with("mode", plan.mode().code())
                .with("backup", plan.backup().id())
                .with("takenAt", plan.backup().takenAt())
                .with("at", plan.at())
                .with("server", plan.server())
                .with("schemaVersion", plan.schemaVersion())
                .with("migrates", plan.migrates())
                .with("keptUntil", plan.keptUntil());
    }
}
