package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantId;

/**
 * Tells the replicas at once that a tenant's route has changed. They would find out by themselves a
 * little later, so an announcement that gets lost does no harm, and an implementation must not
 * throw.
 */
@FunctionalInterface
public interface RouteAnnouncer {
    /** Leaves it to the replicas' own polling. */
    RouteAnnouncer SILENT = _ -> {};

    /** Called after the change was committed, on the thread that committed it. */
    void routeChanged(TenantId tenant);
}
