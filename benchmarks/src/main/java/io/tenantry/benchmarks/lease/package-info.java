/**
 * What a lease costs: beside a plain Agroal lease when the connection already is the tenant's, and
 * beside {@code USE} when it has to become the tenant's; and how often it already is.
 */
@NullMarked
package io.tenantry.benchmarks.lease;

import org.jspecify.annotations.NullMarked;
