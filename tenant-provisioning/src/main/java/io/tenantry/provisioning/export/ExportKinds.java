package io.tenantry.provisioning.export;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import java.util.List;

/** The operations on exports. */
public record ExportKinds(ExportKind create, ExportKind delete) {
    public static ExportKinds of(ControlPlane controlPlane, ExportStore store) {
        return new ExportKinds(
                new ExportKind(ExportKind.CREATE, new WriteExport(controlPlane, store), true),
                new ExportKind(ExportKind.DELETE, new DeleteExport(store), false));
    }

    /** Both, for a runner. */
    public List<OperationKind<?>> all() {
        return List.of(create, delete);
    }
}
