package io.tenantry.routing;

/** A unit of work asked for a tenant's database without having a tenant. There is no default. */
public final class NoTenantException extends RoutingException {
    private static final long serialVersionUID = 1L;

    public NoTenantException() {
        super(Reason.NO_TENANT, "no tenant is bound to this unit of work");
    }
}
