package io.tenantry.access.signon;

import io.tenantry.access.role.RoleHolders;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** A role that sign-on gives is not deleted under whoever signs on. */
@ApplicationScoped
class MappedRoles implements RoleHolders {
    @Override
    public int count(Handle handle, TenantId tenant, String role) {
        return handle.createQuery(
                        """
                        SELECT (SELECT COUNT(*) FROM sign_on_rules
                                WHERE tenant_id = :tenant AND role = :role)
                             + (SELECT COUNT(*) FROM sign_on_providers
                                WHERE tenant_id = :tenant AND default_role = :role)
                        """)
                .bind("tenant", tenant.value())
                .bind("role", role)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public void reassign(Handle handle, TenantId tenant, String role, String another) {
        for (String sql :
                new String[] {
                    """
                    UPDATE sign_on_rules SET role = :another
                    WHERE tenant_id = :tenant AND role = :role
                    """,
                    """
                    UPDATE sign_on_providers SET default_role = :another
                    WHERE tenant_id = :tenant AND default_role = :role
                    """
                }) {
            handle.createUpdate(sql)
                    .bind("another", another)
                    .bind("tenant", tenant.value())
                    .bind("role", role)
                    .execute();
        }
    }
}
