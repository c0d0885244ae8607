/**
 * The control plane: one database that says who the tenants are, where theirs lie and what is being
 * done to them.
 *
 * <p>It is spoken to by plain SQL in explicit transactions over a pool of its own. A control-plane
 * transaction is never part of a tenant's, and no method here takes one tenant's data into
 * another's unit of work. Times are UTC, in microseconds, from the clock that was given.
 */
@NullMarked
package io.tenantry.provisioning.controlplane;

import org.jspecify.annotations.NullMarked;
