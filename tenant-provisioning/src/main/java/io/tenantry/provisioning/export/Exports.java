package io.tenantry.provisioning.export;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Exports: asked for here, found here, opened here. */
public final class Exports {
    /** How long an export is kept, unless somebody says otherwise. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** How many of a tenant are kept at once: whoever may ask for them cannot fill the store. */
    public static final int MOST_KEPT = 10;

    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final Set<ExportState> DELETABLE =
            Set.of(ExportState.READY, ExportState.FAILED, ExportState.EXPIRED);

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final ExportKinds kinds;
    private final BackupVault vault;
    private final ExportStore store;

    public Exports(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            ExportKinds kinds,
            BackupVault vault) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kinds = kinds;
        this.vault = vault;
        this.store = new ExportStore(vault);
    }

    /** Whether there is anywhere to keep exports. */
    public boolean areKept() {
        return vault.isOn();
    }

    /**
     * Asks for an export, in a transaction that the caller may still undo.
     *
     * @param keep how long it is kept once it is ready
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, {@link
     *     Reason#TENANT_STATE_CONFLICT} if the tenant has no database, {@link
     *     Reason#EXPORT_AT_WORK} if one of it is being made, or {@link Reason#EXPORT_LIMIT}
     */
    public RequestedExport create(Handle handle, TenantId tenant, Duration keep, Actor actor) {
        return create(handle, tenant, keep, false, actor);
    }

    RequestedExport create(
            Handle handle, TenantId tenant, Duration keep, boolean scheduled, Actor actor) {
        vault.demandStore();
        if (!ExportRows.lockTenant(handle, tenant) || ExportRows.place(handle, tenant).isEmpty()) {
            throw new ProvisioningException(
                    Reason.TENANT_STATE_CONFLICT, "the tenant has no database to export");
        }
        if (ExportRows.atWork(handle, tenant)) {
            throw new ProvisioningException(
                    Reason.EXPORT_AT_WORK, "an export of the tenant is being made; wait for it");
        }
        if (ExportRows.countReady(handle, tenant) >= MOST_KEPT) {
            throw new ProvisioningException(
                    Reason.EXPORT_LIMIT,
                    "the tenant has %d exports; delete one first".formatted(MOST_KEPT));
        }
        Instant now = controlPlane.now();
        vault.ensureKey(handle, tenant, now);
        Export export = Export.asked(Ulid.at(now), tenant, scheduled, now);
        ExportRows.insert(handle, export);
        return submitted(handle, kinds.create(), export, keep, actor);
    }

    /**
     * Asks for the removal of an export.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, {@link Reason#EXPORT_UNKNOWN}
     *     or {@link Reason#EXPORT_STATE_CONFLICT}
     */
    public RequestedExport delete(Handle handle, TenantId tenant, String id, Actor actor) {
        vault.demandStore();
        Export export = ExportRows.lock(handle, tenant, id).orElseThrow(() -> unknown(id));
        if (!DELETABLE.contains(export.state())) {
            throw new ProvisioningException(
                    Reason.EXPORT_STATE_CONFLICT,
                    "the export is %s, which does not allow this".formatted(export.state().code()));
        }
        return removed(handle, export, ExportState.DELETING, actor);
    }

    private RequestedExport removed(Handle handle, Export export, ExportState to, Actor actor) {
        ExportRows.move(handle, export.id(), to);
        Export moved =
                ExportRows.find(handle, export.tenant(), export.id())
                        .orElseThrow(() -> unknown(export.id()));
        return submitted(handle, kinds.delete(), moved, Duration.ZERO, actor);
    }

    private RequestedExport submitted(
            Handle handle, ExportKind kind, Export export, Duration keep, Actor actor) {
        RequestedExport requested =
                new RequestedExport(
                        export,
                        runner.submit(
                                handle,
                                kind,
                                export.tenant(),
                                new ExportWish(export.id(), keep.toMillis()),
                                actor));
        record(handle, kind.name(), export, actor);
        return requested;
    }

    private void record(Handle handle, String action, Export export, Actor actor) {
        audit.append(
                handle,
                new AuditEntry(
                        actor, export.tenant(), action, null, null, Map.of("export", export.id())));
    }

    public Optional<Export> find(TenantId tenant, String id) {
        return controlPlane.read(handle -> ExportRows.find(handle, tenant, id));
    }

    /**
     * Exports of a tenant, newest first.
     *
     * @param before only those before this one; null to begin with the newest
     */
    public List<Export> list(TenantId tenant, @Nullable String before, int limit) {
        return controlPlane.read(handle -> ExportRows.list(handle, tenant, before, limit));
    }

    /**
     * An export that can be downloaded now.
     *
     * @throws ProvisioningException with {@link Reason#EXPORT_UNKNOWN}, {@link
     *     Reason#EXPORT_EXPIRED} or {@link Reason#EXPORT_STATE_CONFLICT}
     */
    public Export demandReady(TenantId tenant, String id) {
        Export export = find(tenant, id).orElseThrow(() -> unknown(id));
        Instant expires = export.expiresAt();
        if (export.state() == ExportState.EXPIRED
                || (expires != null && !expires.isAfter(controlPlane.now()))) {
            throw new ProvisioningException(
                    Reason.EXPORT_EXPIRED, "the export has expired; ask for another");
        }
        if (export.state() != ExportState.READY) {
            throw new ProvisioningException(
                    Reason.EXPORT_STATE_CONFLICT,
                    "the export is %s; only a ready one can be downloaded"
                            .formatted(export.state().code()));
        }
        return export;
    }

    /**
     * Notes that somebody was given a way to an export.
     *
     * @return the export
     * @throws ProvisioningException as {@link #demandReady} does
     */
    public Export link(TenantId tenant, String id, Actor actor) {
        Export export = demandReady(tenant, id);
        controlPlane.useTransaction(handle -> record(handle, "export.link", export, actor));
        return export;
    }

    /**
     * Opens the zip of an export, and notes who did. Reading it may fail later, too.
     *
     * @throws ProvisioningException as {@link #demandReady} does, or with {@link
     *     Reason#BACKUP_STORE_FAILED}, {@link Reason#BACKUP_DAMAGED} or {@link Reason#BACKUPS_OFF}
     */
    public InputStream open(TenantId tenant, String id, Actor actor) {
        Export export = demandReady(tenant, id);
        InputStream zip = store.open(tenant, id);
        controlPlane.useTransaction(handle -> record(handle, "export.download", export, actor));
        return zip;
    }

    /**
     * Ends exports whose time is over; to be called from time to time, by any replica.
     *
     * @param limit how many at most, 1 and up
     * @return how many ended
     */
    public int expireDue(int limit, Actor actor) {
        Instant now = controlPlane.now();
        int ended = 0;
        for (Export due : controlPlane.read(handle -> ExportRows.due(handle, now, limit))) {
            ended += controlPlane.inTransaction(handle -> expireIfStillReady(handle, due, actor));
        }
        controlPlane.inTransaction(
                handle -> ExportRows.forgetEnded(handle, now.minus(REMEMBERED), limit));
        return ended;
    }

    private int expireIfStillReady(Handle handle, Export due, Actor actor) {
        boolean still =
                ExportRows.lock(handle, due.tenant(), due.id())
                        .filter(export -> export.state() == ExportState.READY)
                        .isPresent();
        if (still) {
            removed(handle, due, ExportState.EXPIRED, actor);
        }
        return still ? 1 : 0;
    }

    private static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.EXPORT_UNKNOWN, "the tenant has no export " + id);
    }
}
