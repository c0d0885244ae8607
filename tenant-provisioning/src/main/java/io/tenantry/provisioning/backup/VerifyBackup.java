package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;

/** Reads all of a backup and compares it with what was written. */
final class VerifyBackup implements Step<BackupWish> {
    static final String NAME = "verify-backup";

    private final ControlPlane controlPlane;
    private final BackupVault vault;

    VerifyBackup(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<BackupWish> context) {
        String backup = context.input().backup();
        try {
            vault.open(context.tenant(), backup).verify();
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.BACKUP_DAMAGED) {
                context.record(handle -> {
                    BackupRows.damaged(handle, backup);
                    return true;
                });
            }
            throw e;
        }
        context.alongside(handle -> BackupRows.verified(handle, backup, controlPlane.now()));
    }

    /** It only reads. */
    @Override
    public void undo(StepContext<BackupWish> context) {}
}
