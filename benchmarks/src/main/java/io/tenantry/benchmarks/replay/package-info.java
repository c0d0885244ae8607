/** What was archived of a tenant, replayed: beside the server's own programs on its own log. */
@NullMarked
package io.tenantry.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
