package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.RouteTurns;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Brings a tenant's past back in the place of its present: asked for here, found here. */
public final class Restores {
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final RestoreKinds kinds;
    private final RestorePlans plans;
    private final RestoreSettings settings;
    private final KeptDatabases kept;

    public Restores(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            RestoreKinds kinds,
            RestorePlans plans,
            RestoreSettings settings,
            AdminConnections connections) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kinds = kinds;
        this.plans = plans;
        this.settings = settings;
        this.kept = new KeptDatabases(controlPlane, audit, runner, kinds, connections);
    }

    /**
     * What a restore would do; changes nothing.
     *
     * @throws ProvisioningException as {@link #start} does
     */
    public RestorePlan plan(TenantId tenant, RestoreWish wish) {
        return controlPlane.inTransaction(handle -> {
            demandTurnable(handle, tenant, wish);
            return plans.plan(handle, tenant, wish, keptUntil(wish));
        });
    }

    /**
     * Refuses, as the wish for a tenant that begins with a backup would be, a server that cannot
     * take it; changes nothing.
     *
     * @param at the time to which what happened since is to be replayed; null for the backup's own
     * @param server its name; null for any
     * @throws ProvisioningException with {@link Reason#BACKUP_UNKNOWN}, {@link
     *     Reason#BACKUP_STATE_CONFLICT}, {@link Reason#SERVER_UNKNOWN}, {@link
     *     Reason#NO_SERVER_AVAILABLE} or {@link Reason#ENGINE_MISMATCH}
     */
    public void demandPlaceForNew(
            TenantId tenant, String backup, @Nullable Instant at, @Nullable String server) {
        controlPlane.useTransaction(
                handle -> plans.demandPlaceForNew(handle, tenant, backup, at, server));
    }

    /**
     * Asks for a restore, in a transaction that the caller may still undo.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT}, {@link Reason#TENANT_BUSY}, {@link Reason#BACKUP_UNKNOWN},
     *     {@link Reason#BACKUP_STATE_CONFLICT}, {@link Reason#RECOVERY_GAP}, {@link
     *     Reason#RESTORE_OF_ANOTHER_RELEASE}, {@link Reason#CONFIRMATION_MISMATCH}, {@link
     *     Reason#SERVER_UNKNOWN}, {@link Reason#NO_SERVER_AVAILABLE}, {@link
     *     Reason#ENGINE_MISMATCH}, {@link Reason#BACKUPS_OFF}, or, if its server is said to be
     *     lost, {@link Reason#SERVER_NOT_LOST} or {@link Reason#RECOVERY_BEHIND}
     */
    public RequestedRestore start(Handle handle, TenantId tenant, RestoreWish wish, Actor actor) {
        demandTurnable(handle, tenant, wish);
        RestorePlan plan = plans.plan(handle, tenant, wish, keptUntil(wish));
        Instant now = controlPlane.now();
        Restore restore =
                new Restore(
                        Ulid.at(now),
                        tenant,
                        wish.mode(),
                        RestoreState.RUNNING,
                        plan.backup().id(),
                        plan.at(),
                        null,
                        null,
                        actor.name(),
                        now,
                        null,
                        null,
                        null,
                        null,
                        null);
        RestoreRows.insert(handle, restore);
        return submitted(handle, kinds.restore(), restore, input(restore, wish), actor);
    }

    private static void demandTurnable(Handle handle, TenantId tenant, RestoreWish wish) {
        if (wish.mode() == RestoreMode.LOST_SERVER) {
            RouteTurns.demandTurnableOrClosed(handle, tenant);
        } else {
            RouteTurns.demandTurnable(handle, tenant);
        }
    }

    private SwapDatabases input(Restore restore, RestoreWish wish) {
        return new SwapDatabases(
                restore.id(),
                restore.backup(),
                wish.mode(),
                restore.at(),
                wish.server(),
                settings.grace().toMillis(),
                keep(wish).toMillis());
    }

    private Duration keep(RestoreWish wish) {
        return wish.keep() ? settings.keep() : Duration.ZERO;
    }

    private Instant keptUntil(RestoreWish wish) {
        return controlPlane.now().plus(keep(wish));
    }

    /**
     * Asks that the database that a restore replaced serves again; what was written since then
     * stays in the restored one, which is kept for a while.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT}, {@link Reason#TENANT_BUSY}, {@link
     *     Reason#RESTORE_UNKNOWN}, or {@link Reason#RESTORE_STATE_CONFLICT} if its former database
     *     has gone, or another one than the restored serves by now
     */
    public RequestedRestore undo(Handle handle, TenantId tenant, String id, Actor actor) {
        RouteTurns.demandTurnable(handle, tenant);
        Restore restore = RestoreRows.lock(handle, tenant, id).orElseThrow(() -> unknown(id));
        TenantDatabase serving = PlacementRows.of(handle, tenant).orElseThrow();
        String former = restore.formerDatabase();
        if (restore.isLeft()) {
            throw new ProvisioningException(
                    Reason.RESTORE_STATE_CONFLICT,
                    "the server of the former database was lost; the restore can be undone when it has come back and the database is locked");
        }
        if (restore.state() != RestoreState.DONE
                || former == null
                || !serving.id().equals(restore.database())
                || PlacementRows.find(handle, former, PlacementRows.KEPT).isEmpty()) {
            throw new ProvisioningException(
                    Reason.RESTORE_STATE_CONFLICT,
                    "the restore is %s and cannot be undone: its former database has gone, or the tenant has another than the restored one by now"
                            .formatted(restore.state().code()));
        }
        RestoreRows.move(handle, id, RestoreState.DONE, RestoreState.UNDOING);
        return submitted(
                handle,
                kinds.undo(),
                RestoreRows.find(handle, tenant, id).orElseThrow(),
                new SwapDatabases(
                        id,
                        restore.backup(),
                        restore.mode(),
                        null,
                        null,
                        settings.grace().toMillis(),
                        settings.keep().toMillis()),
                actor);
    }

    private RequestedRestore submitted(
            Handle handle,
            OperationKind<SwapDatabases> kind,
            Restore restore,
            SwapDatabases input,
            Actor actor) {
        OperationId operation = runner.submit(handle, kind, restore.tenant(), input, actor);
        Map<String, Object> after = new HashMap<>();
        after.put("restore", restore.id());
        after.put("mode", restore.mode().code());
        after.put("backup", restore.backup());
        after.put("at", restore.at() == null ? null : restore.at().toString());
        audit.append(
                handle, new AuditEntry(actor, restore.tenant(), kind.name(), null, null, after));
        return new RequestedRestore(restore, operation);
    }

    /**
     * Asks for the removal of databases that were kept long enough; to be called from time to time,
     * by any replica. Those on servers that are away are left to later.
     *
     * @param limit how many at most, 1 and up
     * @return how many removals were asked for
     */
    public int dropDue(int limit, Actor actor) {
        return kept.dropDue(limit, actor);
    }

    public Optional<Restore> find(TenantId tenant, String id) {
        return controlPlane.read(handle -> RestoreRows.find(handle, tenant, id));
    }

    /**
     * Restores of a tenant, newest first.
     *
     * @param before only those before this one; null to begin with the newest
     */
    public List<Restore> list(TenantId tenant, @Nullable String before, int limit) {
        return controlPlane.read(handle -> RestoreRows.list(handle, tenant, before, limit));
    }

    private static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.RESTORE_UNKNOWN, "the tenant has no restore " + id);
    }
}
