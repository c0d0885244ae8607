package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupTargets;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.RecoveryPoint;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.server.ServerChoice;
import io.tenantry.provisioning.warm.WarmDatabases;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The tenants: asked for here, found here. */
public final class Tenants {
    private static final int DUPLICATE_KEY = 1062;

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final TenantCreation creation;
    private final WarmDatabases warm;
    private final RouteAnnouncer announcer;
    private final BackupTargets targets;
    private final TenantCatalogue catalogue;

    public Tenants(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            TenantCreation creation,
            WarmDatabases warm,
            RouteAnnouncer announcer,
            BackupTargets targets) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.creation = creation;
        this.warm = warm;
        this.announcer = announcer;
        this.targets = targets;
        this.catalogue = new TenantCatalogue(controlPlane);
    }

    /**
     * Asks for a tenant: claims its slug and journals the operation that makes it, both or neither.
     *
     * @throws ProvisioningException with {@link Reason#SLUG_TAKEN}, {@link Reason#SERVER_UNKNOWN}
     *     or {@link Reason#NO_SERVER_AVAILABLE}; then nothing was written
     */
    public RequestedTenant create(CreateTenant request, Actor actor) {
        return controlPlane.inTransaction(handle -> create(handle, request, actor));
    }

    /** As {@link #create(CreateTenant, Actor)}, in a transaction that the caller may still undo. */
    public RequestedTenant create(Handle handle, CreateTenant request, Actor actor) {
        // Before anything is written: the wish may be one that no server can fulfil.
        String server = ServerChoice.make(handle, request.place());
        Instant now = controlPlane.now();
        TenantId id = new TenantId(Ulid.at(now));
        claim(handle, id, request, now);
        OperationId operation =
                runner.submit(
                        handle,
                        creation,
                        id,
                        placedIfWarm(handle, id, server, request, now),
                        actor);
        audit.append(
                handle,
                new AuditEntry(actor, id, "tenant.create", request.slug(), null, after(request)));
        return new RequestedTenant(requested(id, request, now), operation);
    }

    /**
     * Asks for a tenant whose database is a copy of another's, as that is when the copy is made. It
     * gets the other's own settings, and its plan and server unless the wish names some; nobody is
     * a member of it but the administrator that the wish names.
     *
     * @throws ProvisioningException as {@link #create(CreateTenant, Actor)} does, or with {@link
     *     Reason#TENANT_UNKNOWN}, {@link Reason#TENANT_STATE_CONFLICT} or {@link
     *     Reason#TENANT_BUSY}
     */
    public RequestedTenant copy(TenantId original, CreateTenant request, Actor actor) {
        return controlPlane.inTransaction(handle -> copy(handle, original, request, actor));
    }

    /**
     * As {@link #copy(TenantId, CreateTenant, Actor)}, in a transaction that the caller may undo.
     */
    public RequestedTenant copy(
            Handle handle, TenantId original, CreateTenant request, Actor actor) {
        TenantLife life = LifeRows.lock(handle, original);
        LifeRows.demandNobodyAtWork(handle, original);
        if (!(life instanceof TenantLife.Active || life instanceof TenantLife.Suspended)) {
            throw LifeRows.conflict(life);
        }
        return copied(handle, creation.ofCopies(), original, null, null, request, actor);
    }

    /**
     * Asks for a tenant whose database begins with a backup of another's, also of a deleted one's.
     * As {@link #copy(Handle, TenantId, CreateTenant, Actor)} otherwise.
     *
     * @throws ProvisioningException as {@link #create(CreateTenant, Actor)} does, or with {@link
     *     Reason#BACKUP_UNKNOWN}, {@link Reason#BACKUP_STATE_CONFLICT} or {@link
     *     Reason#ENGINE_MISMATCH}
     */
    public RequestedTenant restore(
            Handle handle, TenantId original, String backup, CreateTenant request, Actor actor) {
        Backup ready = Backups.demandReady(handle, original, backup);
        return copied(handle, creation.ofBackups(), original, ready, null, request, actor);
    }

    /**
     * Asks for a tenant whose database begins as another's was at a time. As {@link
     * #restore(Handle, TenantId, String, CreateTenant, Actor)} otherwise.
     *
     * @param then how that time is come to
     */
    public RequestedTenant restore(
            Handle handle,
            TenantId original,
            RecoveryPoint then,
            CreateTenant request,
            Actor actor) {
        return copied(
                handle, creation.ofBackups(), original, then.backup(), then.at(), request, actor);
    }

    private RequestedTenant copied(
            Handle handle,
            TenantCreation kind,
            TenantId original,
            @Nullable Backup backup,
            @Nullable Instant at,
            CreateTenant request,
            Actor actor) {
        CreateTenant wish =
                request.asCopyOf(
                        TenantRows.byId(handle, original).orElseThrow(),
                        backup == null ? null : backup.id(),
                        at);
        String server = ServerChoice.make(handle, wish.place());
        if (backup != null) {
            targets.demandFit(backup, at, server);
        }
        Instant now = controlPlane.now();
        TenantId id = new TenantId(Ulid.at(now));
        claim(handle, id, wish, now);
        TenantRows.copySettings(handle, original, id);
        OperationId operation = runner.submit(handle, kind, id, wish, actor);
        Map<String, Object> after = after(wish);
        after.put("source", original.value());
        after.put("backup", wish.backup());
        after.put("at", at == null ? null : at.toString());
        audit.append(handle, new AuditEntry(actor, id, kind.name(), wish.slug(), null, after));
        // Also where whoever looks after the original will look.
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        original,
                        "tenant.copied",
                        wish.slug(),
                        null,
                        Map.of("copy", id.value())));
        return new RequestedTenant(requested(id, wish, now), operation);
    }

    /** With a database that is ready, there is a placement from the start. */
    private CreateTenant placedIfWarm(
            Handle handle, TenantId id, String server, CreateTenant request, Instant now) {
        if (!warm.claim(handle, server, id, now)) {
            return request;
        }
        TenantRows.provisioning(handle, id, now);
        return request.onWarmDatabase();
    }

    private static Tenant requested(TenantId id, CreateTenant request, Instant now) {
        return new Tenant(
                id,
                new TenantSlug(request.slug()),
                request.name(),
                request.plan(),
                Labels.NONE,
                TenantState.REQUESTED,
                null,
                null,
                null,
                now,
                now,
                null);
    }

    private static void claim(Handle handle, TenantId id, CreateTenant request, Instant now) {
        try {
            TenantRows.insert(handle, id, request, now);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_KEY) {
                throw new ProvisioningException(
                        Reason.SLUG_TAKEN,
                        "the slug %s is taken; choose another".formatted(request.slug()));
            }
            throw e;
        }
    }

    private static Map<String, Object> after(CreateTenant request) {
        Map<String, Object> after = new HashMap<>();
        after.put("slug", request.slug());
        after.put("name", request.name());
        after.put("plan", request.plan());
        after.put("server", request.server());
        after.put("labels", request.labels());
        return after;
    }

    /**
     * Changes what a tenant is called.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}
     */
    public Tenant update(TenantId id, TenantChange change, Actor actor) {
        return controlPlane.inTransaction(handle -> update(handle, id, change, actor));
    }

    private Tenant update(Handle handle, TenantId id, TenantChange change, Actor actor) {
        LifeRows.lock(handle, id);
        Tenant before = TenantRows.byId(handle, id).orElseThrow();
        TenantRows.describe(
                handle,
                id,
                change.name() == null ? before.name() : change.name(),
                change.plan() == null ? before.plan() : change.plan(),
                change.tags() == null ? before.tags() : change.tags(),
                controlPlane.now());
        Tenant after = TenantRows.byId(handle, id).orElseThrow();
        if (!Objects.equals(before.plan(), after.plan())) {
            handle.afterCommit(() -> announcer.routeChanged(id));
        }
        audit.append(
                handle,
                new AuditEntry(
                        actor, id, "tenant.update", null, described(before), described(after)));
        return after;
    }

    private static Map<String, Object> described(Tenant tenant) {
        Map<String, Object> described = new HashMap<>();
        described.put("name", tenant.name());
        described.put("plan", tenant.plan());
        described.put("tags", tenant.tags().values());
        return described;
    }

    public Optional<Tenant> find(TenantId id) {
        return catalogue.find(id);
    }

    /** The tenant that has the slug now. */
    public Optional<Tenant> find(TenantSlug slug) {
        return catalogue.find(slug);
    }

    /** As {@link TenantCatalogue#list}. */
    public List<Tenant> list(TenantFilter filter, @Nullable TenantId after, int limit) {
        return catalogue.list(filter, after, limit);
    }

    /** As {@link TenantCatalogue#counts}. */
    public TenantCounts counts() {
        return catalogue.counts();
    }
}
