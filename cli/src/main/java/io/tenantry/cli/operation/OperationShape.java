package io.tenantry.cli.operation;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How operations are shown: as the API does. */
public final class OperationShape {
    static final Shape<Operation> SHAPE =
            new Shape<>(
                    OperationShape::document,
                    List.of(
                            new Column<>("ID", Operation::id),
                            new Column<>("KIND", Operation::kind),
                            new Column<>("TENANT", Operation::tenant),
                            new Column<>("STATE", operation -> operation.state().code()),
                            new Column<>("CREATED", Operation::createdAt),
                            new Column<>("FINISHED", Operation::finishedAt),
                            new Column<>("ERROR", Operation::errorCode)));

    private OperationShape() {}

    /** All of an operation. */
    public static Document document(Operation operation) {
        return new Document()
                .with("id", operation.id().value())
                .with("kind", operation.kind())
                .with("tenant", operation.tenant() == null ? null : operation.tenant().value())
                .with("state", operation.state().code())
                .with("undoing", operation.undoing())
                .with("error", error(operation))
                .with("requestedBy", operation.requestedBy())
                .with("createdAt", operation.createdAt())
                .with("finishedAt", operation.finishedAt())
                .with("steps", operation.steps().stream().map(OperationShape::step).toList());
    }

    private static @Nullable Document error(Operation operation) {
        return operation.errorCode() == null
                ? null
                : new Document()
                        .with("code", operation.errorCode())
                        .with("detail", operation.errorDetail());
    }

    private static Document step(OperationStep step) {
        return new Document()
                .with("name", step.name())
                .with("state", step.state().code())
                .with("attempts", step.attempts())
                .with("error", step.errorDetail())
                .with("startedAt", step.startedAt())
                .with("finishedAt", step.finishedAt());
    }
}
