package io.tenantry.access.department;

import io.tenantry.routing.TenantId;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Something besides members that is promised a department; each method joins the caller's
 * transaction.
 */
public interface DepartmentHolders {
    /**
     * The roles that are promised together with a department; none if it is promised to nobody any
     * more.
     */
    Set<String> roles(Handle handle, TenantId tenant, String department);

    /**
     * Has everything that refers to a department, which is about to be deleted, refer to another.
     *
     * @param another one of the tenant
     */
    void reassign(Handle handle, TenantId tenant, String department, String another);
}
