package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.export.ExportStore;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.routing.TenantId;

/** Removes what is stored of the tenant's exports, which nobody can read any more. */
final class RemoveExports implements Step<PurgeTenant> {
    static final String NAME = "remove-exports";

    private final ControlPlane controlPlane;
    private final ExportStore store;

    RemoveExports(ControlPlane controlPlane, ExportStore store) {
        this.controlPlane = controlPlane;
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<PurgeTenant> context) {
        TenantId tenant = context.tenant();
        int exports = context.read(handle -> ExportStore.count(handle, tenant));
        if (exports > 0) {
            store.removeAll(tenant);
            context.alongside(handle ->
                    DeletionReceipts.removed(
                            handle, tenant, "exports", exports + " exports", controlPlane.now()));
        }
        context.alongside(handle -> ExportStore.forget(handle, tenant));
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
