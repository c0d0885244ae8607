package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How a tenant's route is led to another of its databases: closed, while nobody may write, and
 * opened on the other one. A suspended tenant stays suspended all the while.
 */
public final class RouteTurns {
    private RouteTurns() {}

    /**
     * Keeps other operations off a tenant whose route may be turned, until the transaction ends.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link Reason#TENANT_BUSY}
     *     or {@link Reason#TENANT_STATE_CONFLICT}
     */
    public static void demandTurnable(Handle handle, TenantId tenant) {
        TenantLife life = unattended(handle, tenant);
        if (!(life instanceof TenantLife.Active || life instanceof TenantLife.Suspended)) {
            throw LifeRows.conflict(life);
        }
    }

    /**
     * As {@link #demandTurnable}, but a route may be closed already, by an operation that was given
     * up: what would open it again is a server that has gone.
     */
    public static void demandTurnableOrClosed(Handle handle, TenantId tenant) {
        TenantLife life = unattended(handle, tenant);
        if (!(life instanceof TenantLife.Active
                || life instanceof TenantLife.Suspended
                || life instanceof TenantLife.Maintenance)) {
            throw LifeRows.conflict(life);
        }
    }

    private static TenantLife unattended(Handle handle, TenantId tenant) {
        TenantLife life = LifeRows.lock(handle, tenant);
        LifeRows.demandNobodyAtWork(handle, tenant);
        return life;
    }

    /**
     * Keeps a tenant that is not being purged as it is until the transaction ends.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN} or {@link
     *     Reason#TENANT_STATE_CONFLICT}
     */
    public static void demandThere(Handle handle, TenantId tenant) {
        TenantLife life = LifeRows.lock(handle, tenant);
        if (PlacementRows.of(handle, tenant).isEmpty()
                || life instanceof TenantLife.Deleting
                || life instanceof TenantLife.Purged) {
            throw LifeRows.conflict(life);
        }
    }

    /** Whether an operation is at work on a tenant, which stays so until the transaction ends. */
    public static boolean isBusy(Handle handle, TenantId tenant) {
        LifeRows.lock(handle, tenant);
        return LifeRows.atWork(handle, tenant).isPresent();
    }

    /** Closes an active tenant's route for a short while: replicas refuse its requests. */
    public static void pause(Handle handle, TenantId tenant, Instant now) {
        if (LifeRows.lock(handle, tenant) instanceof TenantLife.Active active) {
            LifeRows.write(handle, tenant, active.pause(), null, now);
        }
    }

    /** Opens it again, on the database that serves. */
    public static void reopen(Handle handle, TenantId tenant, Instant now) {
        if (LifeRows.lock(handle, tenant) instanceof TenantLife.Maintenance maintenance) {
            LifeRows.write(handle, tenant, maintenance.finish(), null, now);
        }
    }

    /**
     * Opens it on another database, in an epoch above that of the one that served, which is kept.
     *
     * @return the database that served; empty if the other one serves already
     * @throws IllegalStateException if the route is not closed
     */
    public static Optional<TenantDatabase> turn(
            Handle handle, TenantDatabase next, long epoch, Instant now) {
        TenantId tenant = next.tenant();
        TenantLife life = LifeRows.lock(handle, tenant);
        TenantDatabase former = PlacementRows.of(handle, tenant).orElseThrow();
        if (former.id().equals(next.id())) {
            return Optional.empty();
        }
        TenantLife after =
                switch (life) {
                    case TenantLife.Maintenance maintenance -> maintenance.finish();
                    case TenantLife.Suspended suspended -> suspended;
                    default ->
                            throw new IllegalStateException(
                                    "the route of a tenant that is %s cannot be turned"
                                            .formatted(life.state().code()));
                };
        if (epoch <= former.epoch()) {
            throw new IllegalStateException("epoch %d is not a new one".formatted(epoch));
        }
        PlacementRows.replace(handle, former, next, epoch, now);
        TenantRows.serve(handle, tenant, next.id(), after.state(), now);
        return Optional.of(former);
    }
}
