package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.routing.TenantId;
import java.time.Instant;

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
        context.alongside(handle -> {
            int sections = Recovery.forget(handle, tenant);
            if (sections > 0) {
                DeletionReceipts.removed(
                        handle, tenant, "archived-log", sections + " sections", controlPlane.now());
            }
        });
        int backups = context.read(handle -> BackupVault.count(handle, tenant));
        if (backups == 0) {
            return;
        }
        boolean locked = !cleared(tenant);
        context.alongside(handle -> {
            Instant now = controlPlane.now();
            String what = backups + " backups";
            if (locked) {
                // Without their key they are noise; the store gives them up later.
                Instant until = BackupVault.leaveLocked(handle, tenant, now);
                what += ", unreadable, whose locked objects the store keeps until " + until;
            }
            BackupVault.forget(handle, tenant);
            DeletionReceipts.removed(handle, tenant, "backups", what, now);
        });
    }

    private boolean cleared(TenantId tenant) {
        try {
            vault.clear(tenant);
            return true;
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.BACKUP_LOCKED) {
                return false;
            }
            throw e;
        }
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
