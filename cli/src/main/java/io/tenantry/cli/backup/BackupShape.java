package io.tenantry.cli.backup;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.cli.output.Sizes;
import io.tenantry.provisioning.backup.Backup;
import java.util.List;

/** How backups are shown: as the API does. */
final class BackupShape {
    static final Shape<Backup> SHAPE =
            new Shape<>(
                    BackupShape::document,
                    List.of(
                            new Column<>("ID", Backup::id),
                            new Column<>("STATE", backup -> backup.state().code()),
                            new Column<>("TAKEN", Backup::takenAt),
                            new Column<>("ROWS", Backup::rows),
                            new Column<>("STORED", backup -> Sizes.of(backup.storedBytes())),
                            new Column<>("ENGINE", Backup::engine),
                            new Column<>("VERIFIED", Backup::verifiedAt)));

    private BackupShape() {}

    static Document document(Backup backup) {
        return new Document()
                .with("id", backup.id())
                .with("tenant", backup.tenant().value())
                .with("state", backup.state().code())
                .with("engine", backup.engine())
                .with("schemaVersion", backup.schemaVersion())
                .with("rows", backup.rows())
                .with("bytes", backup.bytes())
                .with("storedBytes", backup.storedBytes())
                .with("createdAt", backup.createdAt())
                .with("takenAt", backup.takenAt())
                .with("finishedAt", backup.finishedAt())
                .with("verifiedAt", backup.verifiedAt());
    }
}
