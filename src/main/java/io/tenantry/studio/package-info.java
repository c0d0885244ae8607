/**
 * The sample workload: garment designs in each tenant's own database. Replace this room with your
 * own; it shows all that one needs: entities in the persistence unit {@code tenant}, a resource
 * that is {@link io.tenantry.routing.http.TenantScoped}, and a transaction. Nothing in it names a
 * tenant.
 */
@NullMarked
package io.tenantry.studio;

import org.jspecify.annotations.NullMarked;
