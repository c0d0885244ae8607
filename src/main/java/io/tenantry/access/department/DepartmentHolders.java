package io.tenantry.access.department;

import io.tenantry.routing.TenantId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Something besides members that is promised a department; each method joins the caller's
 * transaction.
 */
public interface DepartmentHolders {
    /** How many there are that name a department, and would make it of use again. */
    int count(Handle handle, TenantId tenant, String department);

    /**
     * Has everything that refers to a department, which is about to be deleted, refer to another.
     *
     * @param another one of the tenant; null only if {@link #count} is 0
     */
    void reassign(Handle handle, TenantId tenant, String department, @Nullable String another);
}
