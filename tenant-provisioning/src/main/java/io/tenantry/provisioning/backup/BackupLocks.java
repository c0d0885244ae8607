package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Keeps backups from being removed before their time, where the store can. */
public final class BackupLocks {
    private static final Duration AGAIN = Duration.ofHours(1);

    private final ControlPlane controlPlane;
    private final OperationRunner runner;
    private final BackupKinds kinds;
    private final BackupVault vault;

    public BackupLocks(
            ControlPlane controlPlane,
            OperationRunner runner,
            BackupKinds kinds,
            BackupVault vault) {
        this.controlPlane = controlPlane;
        this.runner = runner;
        this.kinds = kinds;
        this.vault = vault;
    }

    /** Whether the store locks objects. */
    public boolean areOn() {
        return vault.locks();
    }

    /**
     * Asks for a lock, unless somebody has lately: one that failed is asked for again an hour
     * later.
     *
     * @return whether it was asked for
     */
    public boolean lock(Handle handle, TenantId tenant, String backup, Instant until, Actor actor) {
        if (BackupRows.wasAskedToLock(handle, tenant, backup, controlPlane.now().minus(AGAIN))) {
            return false;
        }
        runner.submit(
                handle, kinds.lock(), tenant, new BackupWish(backup, until.toString()), actor);
        return true;
    }

    /** Asks for the removal of what locks kept beyond their tenants and keep no longer. */
    public int removeLeftovers(Actor actor) {
        return controlPlane.inTransaction(handle -> {
            Instant now = controlPlane.now();
            int asked = 0;
            for (TenantId tenant : LeftoverRows.due(handle, now)) {
                LeftoverRows.postpone(handle, tenant, now.plus(AGAIN));
                runner.submit(handle, kinds.clear(), tenant, new BackupWish(""), actor);
                asked++;
            }
            return asked;
        });
    }
}
