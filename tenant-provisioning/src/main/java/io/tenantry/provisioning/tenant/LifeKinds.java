package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;

/** The operations of a tenant's life after its creation. */
public record LifeKinds(
        OperationKind<CloseTenant> suspend,
        OperationKind<ReopenTenant> resume,
        OperationKind<CloseTenant> delete,
        OperationKind<ReopenTenant> undelete,
        OperationKind<PurgeTenant> purge) {
    /**
     * Makes them.
     *
     * @param purgeSteps what other rooms remove of a purged tenant
     */
    public static LifeKinds of(
            ControlPlane controlPlane,
            RouteAnnouncer announcer,
            BackupVault backups,
            List<Step<PurgeTenant>> purgeSteps) {
        return new LifeKinds(
                new TenantClosing(TenantClosing.SUSPEND, controlPlane),
                new TenantReopening(TenantReopening.RESUME, controlPlane, announcer),
                new TenantClosing(TenantClosing.DELETE, controlPlane),
                new TenantReopening(TenantReopening.UNDELETE, controlPlane, announcer),
                new TenantPurge(controlPlane, announcer, backups, purgeSteps));
    }

    /** All of them, for a runner. */
    public List<OperationKind<?>> all() {
        return List.of(suspend, resume, delete, undelete, purge);
    }
}
