package io.tenantry.access.signon;

import io.tenantry.access.Roles;
import io.tenantry.access.department.DepartmentHolders;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A department that sign-on leads to is not deleted under whoever signs on. */
@ApplicationScoped
class MappedDepartments implements DepartmentHolders {
    /** With whatever role: another rule may say which. */
    @Override
    public Set<String> roles(Handle handle, TenantId tenant, String department) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT COALESCE(role, :anybody) FROM sign_on_rules
                        WHERE tenant_id = :tenant AND department_id = :department
                        """)
                .bind("anybody", Roles.MEMBER)
                .bind("tenant", tenant.value())
                .bind("department", department)
                .mapTo(String.class)
                .set();
    }

    @Override
    public void reassign(Handle handle, TenantId tenant, String department, String another) {
        handle.createUpdate(
                        """
                        UPDATE sign_on_rules SET department_id = :another
                        WHERE tenant_id = :tenant AND department_id = :department
                        """)
                .bind("another", another)
                .bind("tenant", tenant.value())
                .bind("department", department)
                .execute();
    }
}
