package io.tenantry.routing;

/** A unit of work that belongs to one tenant asked for another: one unit of work, one tenant. */
public final class WrongTenantException extends RoutingException {
    private static final long serialVersionUID = 1L;

    public WrongTenantException(TenantId bound, TenantId wanted) {
        super(
                Reason.WRONG_TENANT,
                "this unit of work belongs to tenant %s and cannot turn to %s"
                        .formatted(bound, wanted));
    }
}
