/**
 * REST over provisioning, for platform administrators: tenants, database servers, operations and
 * their live events. What changes a database is decided and journaled below, in provisioning; this
 * room translates.
 */
@NullMarked
package io.tenantry.tenants;

import org.jspecify.annotations.NullMarked;
