package io.tenantry.provisioning.export;

import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * An operation on an export, of one step. It does not keep other operations off the tenant.
 *
 * @param isReversible whether a failure removes what was made
 */
public record ExportKind(String name, Step<ExportWish> step, boolean isReversible)
        implements OperationKind<ExportWish> {
    /** The kind of the operation that makes an export. */
    public static final String CREATE = "tenant.export";

    /** The kind of the operation that removes an export. */
    public static final String DELETE = "export.delete";

    @Override
    public Class<ExportWish> inputType() {
        return ExportWish.class;
    }

    @Override
    public List<String> plan(ExportWish input) {
        return List.of(step.name());
    }

    @Override
    public Optional<Step<ExportWish>> step(String wanted) {
        return wanted.equals(step.name()) ? Optional.of(step) : Optional.empty();
    }
}
