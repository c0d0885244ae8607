package io.tenantry.access.role;

import io.tenantry.access.user.Standing;
import java.util.Set;

/**
 * A role that members of a tenant may have.
 *
 * @param id of one of the product its name there, otherwise a ULID
 * @param ofProduct whether it is one of the product, which nobody changes
 * @param wholeTenant whether it holds for the whole tenant, or for the department that its bearer
 *     belongs to and those below it
 * @param permissions by name
 */
public record Role(
        String id, boolean ofProduct, String name, boolean wholeTenant, Set<String> permissions) {
    public Role {
        permissions = Set.copyOf(permissions);
    }

    /** Whether somebody may give it, take it, and change who has it. */
    public boolean isCoveredBy(Standing standing) {
        return standing.covers(permissions, wholeTenant);
    }
}
