package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.routing.TenantId;
import java.util.Set;

/**
 * That a person belongs to a tenant.
 *
 * @param name the tenant's name
 * @param role the person's role there
 */
public record Membership(TenantId tenant, String slug, String name, String role) {
    /** The roles of a token for this tenant. */
    public Set<String> roles() {
        return Roles.including(role);
    }
}
