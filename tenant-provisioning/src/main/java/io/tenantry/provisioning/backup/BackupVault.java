package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.snapshot.Archive;
import io.tenantry.provisioning.snapshot.DatabaseCopy;
import io.tenantry.provisioning.store.ObjectLockedException;
import io.tenantry.provisioning.store.ObjectStore;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where the objects of backups are, and the keys that open them: one for each tenant. */
public final class BackupVault {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final @Nullable ObjectStore store;

    /**
     * @param store null if backups are not configured
     */
    public BackupVault(ControlPlane controlPlane, SecretBox secrets, @Nullable ObjectStore store) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.store = store;
    }

    /**
     * The store.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}
     */
    public ObjectStore demandStore() {
        if (store == null) {
            throw new ProvisioningException(
                    Reason.BACKUPS_OFF,
                    "no store of backups is configured on this replica; set tenantry.provisioning.backups");
        }
        return store;
    }

    /**
     * Refuses what needs a store while there is none.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}
     */
    public void demandOn() {
        demandStore();
    }

    /** Where a backup's objects lie. */
    static String place(TenantId tenant, String backup) {
        return "%s/%s".formatted(tenant.value(), backup);
    }

    /** Makes the tenant's key, unless it has one. */
    public void ensureKey(Handle handle, TenantId tenant, Instant now) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        handle.createUpdate(
                        """
                        INSERT IGNORE INTO backup_keys (tenant_id, key_secret, created_at)
                        VALUES (:tenant, :secret, :now)
                        """)
                .bind("tenant", tenant.value())
                .bind("secret", secrets.seal(key, SecretPlaces.backupKey(tenant.value())))
                .bind("now", now)
                .execute();
    }

    /**
     * The store as a tenant's key opens it.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, or {@link
     *     Reason#BACKUP_UNKNOWN} if the key is gone, and all backups of the tenant with it
     */
    public SealedStore of(TenantId tenant) {
        return sealed(tenant, demandStore())
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.BACKUP_UNKNOWN, "the key of the tenant's backups is gone"));
    }

    /** Whether there is a store. */
    public boolean isOn() {
        return store != null;
    }

    /** Another store as a tenant's key opens it; empty if the tenant has no key. */
    public Optional<SealedStore> sealed(TenantId tenant, ObjectStore objects) {
        return sealedKey(tenant)
                .map(sealed ->
                        new SealedStore(
                                objects,
                                secrets.open(sealed, SecretPlaces.backupKey(tenant.value()))));
    }

    private Optional<byte[]> sealedKey(TenantId tenant) {
        return controlPlane.read(handle ->
                handle.createQuery("SELECT key_secret FROM backup_keys WHERE tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .mapTo(byte[].class)
                        .findOne());
    }

    /**
     * Opens a backup.
     *
     * @throws ProvisioningException as {@link #of} and {@link Archive#open} do
     */
    public Archive open(TenantId tenant, String backup) {
        return Archive.open(of(tenant), place(tenant, backup));
    }

    /**
     * Removes all objects at a place.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_STORE_FAILED}, or {@link
     *     Reason#BACKUP_LOCKED} if the store keeps some
     */
    public void clear(String place) {
        ObjectStore objects = demandStore();
        try {
            objects.clear(place);
        } catch (ObjectLockedException e) {
            throw new ProvisioningException(
                    Reason.BACKUP_LOCKED,
                    "the store keeps objects at %s locked until their time has come"
                            .formatted(place),
                    e);
        } catch (IOException e) {
            throw new ProvisioningException(
                    Reason.BACKUP_STORE_FAILED,
                    "objects at %s cannot be removed: %s; check that the store is there"
                            .formatted(place, e.getMessage()),
                    e);
        }
    }

    /** Whether a store is configured. */
    boolean isConfigured() {
        return store != null;
    }

    /** Whether the store keeps objects from being removed. */
    boolean locks() {
        return store != null && store.locks();
    }

    /**
     * Locks all objects at a place.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_STORE_FAILED}
     */
    void lock(String place, Instant until) {
        ObjectStore objects = demandStore();
        try {
            for (String name : objects.list(place)) {
                objects.lock(name, until);
            }
        } catch (IOException e) {
            throw new ProvisioningException(
                    Reason.BACKUP_STORE_FAILED,
                    "objects at %s cannot be locked: %s; check that the store locks objects, and that this is allowed"
                            .formatted(place, e.getMessage()),
                    e);
        }
    }

    /**
     * Notes that locks of the store keep a tenant's objects, which nobody can read any more, until
     * their time has come.
     *
     * @return that time
     */
    public static Instant leaveLocked(Handle handle, TenantId tenant, Instant now) {
        Instant until = BackupRows.lockedUntil(handle, tenant).orElse(now);
        LeftoverRows.insert(handle, tenant, until);
        return until;
    }

    /** Says that a backup is not what was written. */
    public static void damaged(Handle handle, String backup) {
        BackupRows.damaged(handle, backup);
    }

    /**
     * Fills a database with all that a backup holds. One that turns out not to be what was written
     * is {@link #damaged} from then on, so that nobody comes to rely on it again.
     *
     * @param to lanes to the database's server
     * @param database empty
     * @param without tables that are made, but get no rows
     * @throws ProvisioningException as {@link #open} and {@link DatabaseCopy#make} do
     */
    public DatabaseCopy.Report restore(
            StepContext<?> context,
            TenantId tenant,
            String backup,
            List<AdminConnection> to,
            DatabaseName database,
            Set<String> without)
            throws SQLException {
        try {
            Archive archive = open(tenant, backup);
            return DatabaseCopy.make(
                    archive,
                    to,
                    database,
                    without,
                    context.headway(DatabaseCopy.TIMES_OVER * archive.size().bytes()));
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.BACKUP_DAMAGED) {
                context.record(handle -> {
                    damaged(handle, backup);
                    return true;
                });
            }
            throw e;
        }
    }

    /** Makes all backups of a tenant unreadable for good; says whether there was a key. */
    public static boolean shred(Handle handle, TenantId tenant) {
        return handle.createUpdate("DELETE FROM backup_keys WHERE tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .execute()
                > 0;
    }

    /** How many backups a tenant has, in whatever state. */
    public static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT COUNT(*) FROM backups WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    /** Removes the objects of all backups of a tenant. */
    public void clear(TenantId tenant) {
        clear(tenant.value());
    }

    /** Forgets all backups of a tenant. */
    public static void forget(Handle handle, TenantId tenant) {
        handle.createUpdate("DELETE FROM backups WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }
}
