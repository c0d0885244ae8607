/**
 * Roles: those of the product, and those that an enterprise makes itself from the permissions that
 * there are within tenants.
 *
 * <p>Roles belong to a whole tenant, so only permissions that reach everywhere in it change them.
 * Nobody makes, changes, gives or takes a role that permits more than they may themselves. A
 * changed role makes the tokens void that carry its former permissions.
 *
 * <p>What refers to roles besides members says so through {@link
 * io.tenantry.access.role.RoleHolders}.
 */
@NullMarked
package io.tenantry.access.role;

import org.jspecify.annotations.NullMarked;
