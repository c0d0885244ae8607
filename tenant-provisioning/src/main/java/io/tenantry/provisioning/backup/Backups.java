package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Backups: asked for here, found here. */
public final class Backups {
    private static final Set<BackupState> VERIFIABLE =
            Set.of(BackupState.READY, BackupState.DAMAGED);
    private static final Set<BackupState> DELETABLE =
            Set.of(BackupState.READY, BackupState.DAMAGED, BackupState.FAILED);

    private static final int MOST_READY = 1_000;

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final BackupKinds kinds;
    private final BackupVault vault;

    public Backups(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            BackupKinds kinds,
            BackupVault vault) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kinds = kinds;
        this.vault = vault;
    }

    /**
     * Asks for a backup, in a transaction that the caller may still undo.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, or {@link
     *     Reason#TENANT_STATE_CONFLICT} if the tenant has no database
     */
    public RequestedBackup create(Handle handle, TenantId tenant, Actor actor) {
        return create(handle, tenant, BackupOrigin.MANUAL, actor);
    }

    /** Likewise, for whoever does not only do as somebody asked. */
    public RequestedBackup create(
            Handle handle, TenantId tenant, BackupOrigin origin, Actor actor) {
        vault.demandStore();
        if (BackupRows.place(handle, tenant).isEmpty()) {
            throw new ProvisioningException(
                    Reason.TENANT_STATE_CONFLICT, "the tenant has no database to back up");
        }
        Instant now = controlPlane.now();
        vault.ensureKey(handle, tenant, now);
        Backup backup = Backup.making(Ulid.at(now), tenant, now, origin);
        BackupRows.insert(handle, backup);
        return submitted(handle, kinds.create(), backup, actor);
    }

    /**
     * Asks for a look at all of a backup.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_UNKNOWN} or {@link
     *     Reason#BACKUP_STATE_CONFLICT}
     */
    public RequestedBackup verify(Handle handle, TenantId tenant, String id, Actor actor) {
        vault.demandStore();
        return submitted(handle, kinds.verify(), locked(handle, tenant, id, VERIFIABLE), actor);
    }

    /**
     * Asks for the removal of a backup.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_UNKNOWN}, {@link
     *     Reason#BACKUP_STATE_CONFLICT} or {@link Reason#BACKUP_LOCKED}
     */
    public RequestedBackup delete(Handle handle, TenantId tenant, String id, Actor actor) {
        vault.demandStore();
        demandUnlocked(locked(handle, tenant, id, DELETABLE));
        demandUnused(handle, id);
        BackupRows.deleting(handle, id);
        return submitted(
                handle,
                kinds.delete(),
                BackupRows.find(handle, tenant, id).orElseThrow(() -> unknown(id)),
                actor);
    }

    private static void demandUnused(Handle handle, String id) {
        if (isInUse(handle, id)) {
            throw new ProvisioningException(
                    Reason.BACKUP_STATE_CONFLICT,
                    "an operation is at work with the backup; wait until it has ended");
        }
    }

    /** Whether an operation that has not ended works with a backup: restores it, say. */
    public static boolean isInUse(Handle handle, String id) {
        return BackupRows.isInUse(handle, id);
    }

    /** Whether a store of backups is configured on this replica. */
    public boolean isConfigured() {
        return vault.isConfigured();
    }

    /**
     * Refuses what needs a store.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF} unless {@link #isConfigured}
     */
    public void demandConfigured() {
        vault.demandStore();
    }

    private void demandUnlocked(Backup backup) {
        Instant until = backup.lockedUntil();
        if (until != null && until.isAfter(controlPlane.now())) {
            throw new ProvisioningException(
                    Reason.BACKUP_LOCKED,
                    "the backup is locked in its store until %s".formatted(until));
        }
    }

    private RequestedBackup submitted(Handle handle, BackupKind kind, Backup backup, Actor actor) {
        RequestedBackup requested =
                new RequestedBackup(
                        backup,
                        runner.submit(
                                handle, kind, backup.tenant(), new BackupWish(backup.id()), actor));
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        backup.tenant(),
                        kind.name(),
                        null,
                        null,
                        Map.of("backup", backup.id())));
        return requested;
    }

    /**
     * A backup that can be restored; nobody removes it before the transaction ends.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_UNKNOWN} or {@link
     *     Reason#BACKUP_STATE_CONFLICT}
     */
    public static Backup demandReady(Handle handle, TenantId tenant, String id) {
        return locked(handle, tenant, id, Set.of(BackupState.READY));
    }

    /** The newest backups that can be restored: a thousand at most. */
    public static List<Backup> ready(Handle handle, TenantId tenant) {
        return BackupRows.list(handle, tenant, null, MOST_READY).stream()
                .filter(backup -> backup.state() == BackupState.READY && backup.takenAt() != null)
                .toList();
    }

    private static Backup locked(
            Handle handle, TenantId tenant, String id, Set<BackupState> allowed) {
        Backup backup = BackupRows.lock(handle, tenant, id).orElseThrow(() -> unknown(id));
        if (!allowed.contains(backup.state())) {
            throw new ProvisioningException(
                    Reason.BACKUP_STATE_CONFLICT,
                    "the backup is %s, which does not allow this".formatted(backup.state().code()));
        }
        return backup;
    }

    public Optional<Backup> find(TenantId tenant, String id) {
        return controlPlane.read(handle -> BackupRows.find(handle, tenant, id));
    }

    /**
     * Backups of a tenant, newest first.
     *
     * @param before only those before this one; null to begin with the newest
     */
    public List<Backup> list(TenantId tenant, @Nullable String before, int limit) {
        return controlPlane.read(handle -> BackupRows.list(handle, tenant, before, limit));
    }

    private static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.BACKUP_UNKNOWN, "the tenant has no backup " + id);
    }
}
