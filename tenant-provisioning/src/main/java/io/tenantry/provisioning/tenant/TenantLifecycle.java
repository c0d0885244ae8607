package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Suspends, resumes, deletes, undeletes and purges tenants.
 *
 * <p>What closes a tenant takes effect in the transaction that asks for it, and replicas learn of
 * it with the route; the operation that follows makes the database server agree. What opens one
 * takes effect at the operation's end. One operation at a time works on a tenant.
 */
public final class TenantLifecycle {
    private final ControlPlane controlPlane;
    private final LifeMoves moves;
    private final LifeSettings settings;
    private final LifeKinds kinds;

    public TenantLifecycle(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            RouteAnnouncer announcer,
            LifeKinds kinds,
            LifeSettings settings) {
        this.controlPlane = controlPlane;
        this.moves = new LifeMoves(controlPlane, audit, runner, announcer);
        this.kinds = kinds;
        this.settings = settings;
    }

    /**
     * Closes an active tenant; its data stays.
     *
     * @param reason shown to operators, at most 500 characters; null for none
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT}, {@link Reason#TENANT_BUSY} or {@link
     *     Reason#REASON_MALFORMED}
     */
    public RequestedTenant suspend(
            Handle handle, TenantId tenant, @Nullable String reason, Actor actor) {
        return moves.make(
                handle,
                tenant,
                reason,
                actor,
                life ->
                        life instanceof TenantLife.Active active
                                ? new LifeMoves.Move<>(active.suspend(), kinds.suspend(), close())
                                : null);
    }

    /**
     * Opens a suspended tenant.
     *
     * @throws ProvisioningException as {@link #suspend} does
     */
    public RequestedTenant resume(Handle handle, TenantId tenant, Actor actor) {
        return moves.make(
                handle,
                tenant,
                null,
                actor,
                life ->
                        life instanceof TenantLife.Suspended
                                ? new LifeMoves.Move<>(
                                        life, kinds.resume(), new ReopenTenant(TenantState.ACTIVE))
                                : null);
    }

    /**
     * Closes an active or suspended tenant for good, unless it is undeleted within the retention.
     * The slug stays taken.
     *
     * @throws ProvisioningException as {@link #suspend} does
     */
    public RequestedTenant delete(
            Handle handle, TenantId tenant, @Nullable String reason, Actor actor) {
        Instant now = controlPlane.now();
        return moves.make(
                handle,
                tenant,
                reason,
                actor,
                life ->
                        life instanceof TenantLife.Deletable deletable
                                ? new LifeMoves.Move<>(
                                        deletable.delete(now, now.plus(settings.retention())),
                                        kinds.delete(),
                                        close())
                                : null);
    }

    /**
     * Brings a deleted tenant back to the state that it was deleted from.
     *
     * @throws ProvisioningException as {@link #suspend} does
     */
    public RequestedTenant undelete(Handle handle, TenantId tenant, Actor actor) {
        return moves.make(
                handle,
                tenant,
                null,
                actor,
                life ->
                        life instanceof TenantLife.Deleted deleted
                                ? new LifeMoves.Move<>(
                                        life,
                                        kinds.undelete(),
                                        new ReopenTenant(deleted.before().state()))
                                : null);
    }

    /**
     * Removes a deleted tenant at once, whatever is left of its retention. Nothing brings it back.
     *
     * @param slug the tenant's, said again by whoever asks
     * @throws ProvisioningException as {@link #suspend} does, or with {@link
     *     Reason#CONFIRMATION_MISMATCH}
     */
    public RequestedTenant purge(Handle handle, TenantId tenant, String slug, Actor actor) {
        if (!found(handle, tenant).slug().value().equals(slug)) {
            throw new ProvisioningException(
                    Reason.CONFIRMATION_MISMATCH,
                    "the slug that confirms the purge is not the tenant's");
        }
        return purge(handle, tenant, actor);
    }

    private RequestedTenant purge(Handle handle, TenantId tenant, Actor actor) {
        return moves.make(
                handle,
                tenant,
                null,
                actor,
                life ->
                        life instanceof TenantLife.Deleted deleted
                                ? new LifeMoves.Move<>(
                                        deleted.purge(),
                                        kinds.purge(),
                                        new PurgeTenant(settings.grace().toMillis(), actor.name()))
                                : null);
    }

    /**
     * Asks for the purge of tenants whose retention is over; to be called from time to time, by any
     * replica.
     *
     * @param limit how many at most, 1 and up
     * @return how many purges were asked for
     */
    public int purgeDue(int limit, Actor actor) {
        List<TenantId> due =
                controlPlane.read(handle -> LifeRows.due(handle, controlPlane.now(), limit));
        int asked = 0;
        for (TenantId tenant : due) {
            asked += controlPlane.inTransaction(handle -> purgeIfStillDue(handle, tenant, actor));
        }
        return asked;
    }

    private int purgeIfStillDue(Handle handle, TenantId tenant, Actor actor) {
        // Undeleted, or purged by another replica, since it was found; or still being closed.
        boolean due =
                LifeRows.lock(handle, tenant) instanceof TenantLife.Deleted deleted
                        && !deleted.purgeAfter().isAfter(controlPlane.now())
                        && LifeRows.atWork(handle, tenant).isEmpty();
        if (due) {
            purge(handle, tenant, actor);
        }
        return due ? 1 : 0;
    }

    /** The receipt of a purged tenant. */
    public Optional<DeletionReceipt> receipt(TenantId tenant) {
        return controlPlane.read(handle -> DeletionReceipts.find(handle, tenant));
    }

    private CloseTenant close() {
        return new CloseTenant(settings.grace().toMillis());
    }

    private static Tenant found(Handle handle, TenantId tenant) {
        return TenantRows.byId(handle, tenant)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.TENANT_UNKNOWN, "no tenant has the id " + tenant));
    }
}
