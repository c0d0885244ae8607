package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.routing.TenantId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The last good backup of a tenant, which does not go by a slip of the hand. */
public final class LastBackup {
    private LastBackup() {}

    /**
     * Refuses the removal of a tenant's last good backup, unless whoever asks says the tenant's
     * slug. What is the last one stays so until the transaction ends.
     *
     * @param slug what was said; null for nothing
     * @throws ProvisioningException with {@link Reason#CONFIRMATION_MISMATCH}
     */
    public static void demandConfirmed(
            Handle handle, TenantId tenant, String backup, @Nullable String slug) {
        List<String> good =
                handle.createQuery(
                                """
                                SELECT id
                                FROM backups
                                WHERE tenant_id = :tenant AND state = :ready
                                ORDER BY id
                                FOR UPDATE
                                """)
                        .bind("tenant", tenant.value())
                        .bind("ready", BackupState.READY.code())
                        .mapTo(String.class)
                        .list();
        if (good.equals(List.of(backup)) && !slugOf(handle, tenant).equals(slug)) {
            throw new ProvisioningException(
                    Reason.CONFIRMATION_MISMATCH,
                    "it is the tenant's last good backup, whose removal is confirmed by the tenant's slug");
        }
    }

    private static String slugOf(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT slug FROM tenants WHERE id = :id")
                .bind("id", tenant.value())
                .mapTo(String.class)
                .one();
    }
}
