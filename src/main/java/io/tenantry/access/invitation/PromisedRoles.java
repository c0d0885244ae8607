package io.tenantry.access.invitation;

import io.tenantry.access.role.RoleHolders;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** A role that open invitations promise is not deleted under whoever accepts one. */
@ApplicationScoped
class PromisedRoles implements RoleHolders {
    private final ControlPlane controlPlane;

    PromisedRoles(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public int count(Handle handle, TenantId tenant, String role) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM invitations WHERE tenant_id = :tenant AND role = :role"
                                + " AND "
                                + InvitationState.OPEN.condition())
                .bind("tenant", tenant.value())
                .bind("role", role)
                .bind("now", controlPlane.now())
                .mapTo(Integer.class)
                .one();
    }

    /** Also of those that have expired, since they can be sent again. */
    @Override
    public void reassign(Handle handle, TenantId tenant, String role, String another) {
        handle.createUpdate(
                        """
                        UPDATE invitations
                        SET role = :another
                        WHERE tenant_id = :tenant
                          AND role = :role
                          AND revoked_at IS NULL
                          AND uses < most_uses
                        """)
                .bind("another", another)
                .bind("tenant", tenant.value())
                .bind("role", role)
                .execute();
    }
}
