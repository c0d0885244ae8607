package io.tenantry.cli.restore;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.restore.Peek;
import java.util.List;

/** How peeks are shown: as the API does. */
final class PeekShape {
    static final Shape<Peek> SHAPE =
            new Shape<>(
                    PeekShape::document,
                    List.of(
                            new Column<>("ID", Peek::id),
                            new Column<>("STATE", peek -> peek.state().code()),
                            new Column<>("BACKUP", Peek::backup),
                            new Column<>("AT", Peek::at),
                            new Column<>("ENDS", Peek::expiresAt)));

    private PeekShape() {}

    static Document document(Peek peek) {
        return new Document()
                .with("id", peek.id())
                .with("tenant", peek.tenant().value())
                .with("state", peek.state().code())
                .with("backup", peek.backup())
                .with("at", peek.at())
                .with("requestedBy", peek.requestedBy())
                .with("createdAt", peek.createdAt())
                .with("expiresAt", peek.expiresAt())
                .with("handedOutAt", peek.handedOutAt());
    }
}
