/**
 * The upper bound: what the same endpoint costs when there is one customer.
 *
 * <p>Plain Quarkus: one datasource that Quarkus manages, one persistence unit, no tenant.
 * Tenantry's routing is measured as a share of this.
 */
@NullMarked
package io.tenantry.peers.single;

import org.jspecify.annotations.NullMarked;
