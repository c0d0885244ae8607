/**
 * One pool a database server, shared by all tenants on it.
 *
 * <p>A lease finds a physical connection that already carries the tenant's account, or makes a free
 * one change its identity. Its way: {@link io.tenantry.routing.pool.TenantLeases} asks the
 * directory; {@code ConnectionShares} admits the tenant within its share of the server; {@code
 * AffinityCache} chooses the connection; {@code IdentitySwitch} changes its account and database in
 * one exchange; {@code IdentityBeacon} checks that the database is the one that was promised.
 *
 * <p>What must never happen here: a switch while a transaction is open, a switch in an Agroal
 * interceptor (the connection is already enlisted there), a connection going back to the pool after
 * a failed switch, or session state passing from one lease to the next.
 */
@NullMarked
package io.tenantry.routing.pool;

import org.jspecify.annotations.NullMarked;
