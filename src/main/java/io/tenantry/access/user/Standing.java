package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.routing.TenantId;
import java.util.Set;

/**
 * What somebody is and may do in a tenant, as the control plane says at this moment.
 *
 * @param role one of the product, or the id of one that the tenant made
 * @param permissions by name
 */
public record Standing(
        TenantId tenant, String userId, String role, Set<String> permissions, Reach reach) {
    public Standing {
        permissions = Set.copyOf(permissions);
    }

    public boolean permits(String permission) {
        return permissions.contains(permission);
    }

    /**
     * Whether they may give out what somebody else has, or take it: a role's permissions, none of
     * which they lack, and as far as they reach themselves. What every member may do in the whole
     * tenant is nothing that a department's administrator keeps from anybody.
     *
     * @param wholeTenant whether the other's permissions hold for the whole tenant
     */
    public boolean covers(Set<String> others, boolean wholeTenant) {
        return permissions.containsAll(others)
                && (reach instanceof Reach.Everywhere
                        || !wholeTenant
                        || Roles.permitted(Roles.MEMBER).containsAll(others));
    }
}
