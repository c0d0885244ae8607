package io.tenantry.cli.backup;

import io.tenantry.cli.Session;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.tenant.Tenant;

/** The newest backup of a tenant that can be restored. */
public final class NewestBackup {
    private static final int MOST = 200;

    private NewestBackup() {}

    /**
     * Finds it.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_UNKNOWN}
     */
    public static Backup of(Session session, Tenant tenant) {
        return session.control().provisioning().backups().list(tenant.id(), null, MOST).stream()
                .filter(backup -> backup.state() == BackupState.READY)
                .findFirst()
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.BACKUP_UNKNOWN,
                                "the tenant %s has no backup that can be restored"
                                        .formatted(tenant.slug())));
    }
}
