package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.routing.TenantId;

/** Makes the tenant's backups unreadable, wherever copies of them may be. */
final class ShredBackupKey implements Step<PurgeTenant> {
    static final String NAME = "shred-backup-key";

    private final ControlPlane controlPlane;

    ShredBackupKey(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<PurgeTenant> context) {
        TenantId tenant = context.tenant();
        context.alongside(handle -> {
            if (BackupVault.shred(handle, tenant)) {
                DeletionReceipts.removed(
                        handle, tenant, "backup-key", "the key of all backups", controlPlane.now());
            }
        });
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
