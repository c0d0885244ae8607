/**
 * Tenants and the operations on them.
 *
 * <p>A tenant begins as a row that claims its slug, written together with the operation that makes
 * the rest: a place on a database server, a database, an account that may use that database only,
 * the schema, the identity beacon, and at last the route. Until the route opens nobody can reach
 * it; if any step fails for good, all of it goes again and the slug is free.
 *
 * <p>The only thing this room tells the outside is that a route has changed ({@link
 * io.tenantry.provisioning.tenant.RouteAnnouncer}); it never reads or writes what a tenant keeps in
 * its database.
 */
@NullMarked
package io.tenantry.provisioning.tenant;

import org.jspecify.annotations.NullMarked;
