package io.tenantry.provisioning.export;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.provisioning.store.StoreFailedException;
import io.tenantry.routing.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jdbi.v3.core.Handle;

/** Where exports lie: one object each in the store of backups, apart from all backups. */
public final class ExportStore {
    private final BackupVault vault;

    public ExportStore(BackupVault vault) {
        this.vault = vault;
    }

    private static String placeOf(TenantId tenant) {
        return "exports/" + tenant.value();
    }

    private static String placeOf(TenantId tenant, String export) {
        return "%s/%s".formatted(placeOf(tenant), export);
    }

    /** At a place of its own, where nothing else is in the way of clearing up. */
    private static String zipOf(TenantId tenant, String export) {
        return placeOf(tenant, export) + "/zip";
    }

    /** Writes an export, whole or not at all. */
    SealedStore.Stored put(TenantId tenant, String export, ObjectStore.Content content)
            throws IOException {
        return vault.of(tenant).put(zipOf(tenant, export), content);
    }

    /**
     * Opens an export.
     *
     * @throws ProvisioningException with {@link Reason#EXPORT_UNKNOWN} if it is not there, or
     *     {@link Reason#BACKUP_STORE_FAILED}
     */
    InputStream open(TenantId tenant, String export) {
        try {
            return vault.of(tenant).get(zipOf(tenant, export));
        } catch (NoSuchFileException e) {
            throw new ProvisioningException(
                    Reason.EXPORT_UNKNOWN, "nothing is stored of the export", e);
        } catch (StoreFailedException e) {
            throw failed("read", e);
        } catch (IOException e) {
            throw new ProvisioningException(
                    Reason.BACKUP_DAMAGED, "what is stored of the export does not open", e);
        }
    }

    static ProvisioningException failed(String what, IOException failure) {
        return new ProvisioningException(
                Reason.BACKUP_STORE_FAILED,
                "the export cannot be %s: %s; check that the store is there and has room"
                        .formatted(what, failure.getMessage()),
                failure);
    }

    /** Removes what is stored of an export, if anything is. */
    void remove(TenantId tenant, String export) {
        vault.clear(placeOf(tenant, export));
    }

    /**
     * Removes what is stored of all exports of a tenant.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_STORE_FAILED} or {@link
     *     Reason#BACKUPS_OFF}
     */
    public void removeAll(TenantId tenant) {
        vault.clear(placeOf(tenant));
    }

    /** How many exports a tenant has, in whatever state. */
    public static int count(Handle handle, TenantId tenant) {
        return ExportRows.count(handle, tenant);
    }

    /** Strikes all exports of a tenant from the books, and when they were made by themselves. */
    public static void forget(Handle handle, TenantId tenant) {
        ExportRows.forget(handle, tenant);
        ScheduleRows.forget(handle, tenant);
    }
}
