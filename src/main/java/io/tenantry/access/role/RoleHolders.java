package io.tenantry.access.role;

import io.tenantry.routing.TenantId;
import org.jdbi.v3.core.Handle;

/**
 * Something besides members that roles are promised to; each method joins the caller's transaction.
 */
public interface RoleHolders {
    /** How many there are that hold a role, and would make it of use again. */
    int count(Handle handle, TenantId tenant, String role);

    /**
     * Has everything that refers to a role, which is about to be deleted, refer to another.
     *
     * @param another one of the product or of the tenant
     */
    void reassign(Handle handle, TenantId tenant, String role, String another);
}
