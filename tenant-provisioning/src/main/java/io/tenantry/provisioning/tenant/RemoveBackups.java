package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.routing.TenantId;

/** Removes what is stored of the tenant's backups, which nobody can read any more. */
final class RemoveBackups implements Step<PurgeTenant> {
    static final String NAME = "remove-backups";

    private final ControlPlane controlPlane;
    private final BackupVault vault;

    RemoveBackups(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<PurgeTenant> context) {
        TenantId tenant = context.tenant();
        int backups = context.read(handle -> BackupVault.count(handle, tenant));
        if (backups == 0) {
            return;
        }
        vault.clear(tenant);
        context.alongside(handle -> {
            BackupVault.forget(handle, tenant);
            DeletionReceipts.removed(
                    handle, tenant, "backups", backups + " backups", controlPlane.now());
        });
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
