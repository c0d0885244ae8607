/**
 * What remembering a tenant costs: the heap of a {@code TenantDirectory} with many known tenants
 * beside that with few.
 *
 * <p>Each size is measured in a JVM of its own, after collections that leave only what is
 * reachable.
 */
@NullMarked
package io.tenantry.benchmarks.directory;

import org.jspecify.annotations.NullMarked;
