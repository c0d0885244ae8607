package io.tenantry.routing.directory;

/**
 * What else a service demands of a route before it works on the tenant's database. Asked for each
 * lease, so it answers from memory.
 */
@FunctionalInterface
public interface RouteGate {
    /** Demands nothing. */
    RouteGate OPEN = _ -> {};

    /**
     * Lets a route pass whose tenant's state admits work.
     *
     * @throws io.tenantry.routing.RoutingException if the tenant cannot be worked for now
     */
    void admit(TenantRoute route);
}
