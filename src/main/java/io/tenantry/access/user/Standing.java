package io.tenantry.access.user;

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

    /** Whether they may give out what somebody with these permissions and that reach has. */
    public boolean covers(Set<String> others, boolean wholeTenant) {
        return permissions.containsAll(others)
                && (reach instanceof Reach.Everywhere || !wholeTenant);
    }
}
