/** A change of the schema on a whole fleet: Tenantry's migration beside the same DDL by hand. */
@NullMarked
package io.tenantry.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
