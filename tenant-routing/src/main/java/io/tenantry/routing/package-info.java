/**
 * Which database does this unit of work talk to.
 *
 * <p>A tenant is bound to a unit of work ({@link io.tenantry.routing.TenantContext}); the directory
 * says where its database lies; a lease on that server's pool takes on the tenant's own account.
 * With no tenant there is no connection, and there is no default tenant: every path that cannot
 * name its tenant throws.
 */
@NullMarked
package io.tenantry.routing;

import org.jspecify.annotations.NullMarked;
