/**
 * What Tenantry knows of the database servers themselves: which releases may hold tenants.
 *
 * <p>Routing asks before it opens a pool, provisioning before it registers a server; neither ever
 * works with a release that {@link io.tenantry.routing.mysql.ServerVersion} refuses.
 */
@NullMarked
package io.tenantry.routing.mysql;

import org.jspecify.annotations.NullMarked;
