/**
 * The leak kit at length: a million leases of random tenants, with everything that goes wrong in a
 * service, each asserting whose account, whose database and whose rows it has.
 *
 * <p>The kit is the one of the routing tests; here it only runs longer, on a server of its own
 * process. A single leak fails the run.
 */
@NullMarked
package io.tenantry.benchmarks.leaks;

import org.jspecify.annotations.NullMarked;
