/**
 * A tenant's past, brought back: a second database is filled from a backup beside the one that
 * serves, proven, brought to the schema of today, and then takes its place.
 *
 * <p>The tenant's live database is never written to. Until the route turns, in one transaction of
 * the control plane, whatever fails leaves the tenant on it, and the second database goes. What the
 * route has left is locked first, so nobody's write is taken by a database that serves no more; it
 * is kept for a while, and the route can be turned back to it.
 */
@NullMarked
package io.tenantry.provisioning.restore;

import org.jspecify.annotations.NullMarked;
