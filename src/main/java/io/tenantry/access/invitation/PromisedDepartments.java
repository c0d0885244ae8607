package io.tenantry.access.invitation;

import io.tenantry.access.department.DepartmentHolders;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A department that open invitations lead to is not deleted under whoever accepts one. */
@ApplicationScoped
class PromisedDepartments implements DepartmentHolders {
    private final ControlPlane controlPlane;

    PromisedDepartments(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public Set<String> roles(Handle handle, TenantId tenant, String department) {
        return handle.createQuery(
                        "SELECT DISTINCT role FROM invitations"
                                + " WHERE tenant_id = :tenant AND department_id = :department AND "
                                + InvitationState.OPEN.condition())
                .bind("tenant", tenant.value())
                .bind("department", department)
                .bind("now", controlPlane.now())
                .mapTo(String.class)
                .set();
    }

    /** Also of those that have expired, since they can be sent again. */
    @Override
    public void reassign(Handle handle, TenantId tenant, String department, String another) {
        handle.createUpdate(
                        """
                        UPDATE invitations
                        SET department_id = :another
                        WHERE tenant_id = :tenant
                          AND department_id = :department
                          AND revoked_at IS NULL
                          AND uses < most_uses
                        """)
                .bind("another", another)
                .bind("tenant", tenant.value())
                .bind("department", department)
                .execute();
    }
}
