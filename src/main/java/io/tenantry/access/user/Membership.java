package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.routing.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That a person belongs to a tenant.
 *
 * @param name the tenant's name
 * @param state the tenant's, as the API shows it
 * @param role the person's role there: one of the product, or the id of one that the tenant made
 * @param permissions what the role permits if the tenant made it, otherwise nothing
 * @param department the id of the department they belong to, or null
 * @param departmentName what it is called; null if they belong to none
 * @param version of the membership, see {@link io.tenantry.access.token.Versions}
 * @param roleVersion of the role
 */
public record Membership(
        TenantId tenant,
        String slug,
        String name,
        String state,
        String role,
        Set<String> permissions,
        @Nullable String department,
        @Nullable String departmentName,
        int version,
        int roleVersion) {
    Membership permitting(Set<String> permitted) {
        return new Membership(
                tenant,
                slug,
                name,
                state,
                role,
                permitted,
                department,
                departmentName,
                version,
                roleVersion);
    }

    /** The roles of a token for this tenant. */
    public Set<String> roles() {
        return Roles.including(role);
    }
}
