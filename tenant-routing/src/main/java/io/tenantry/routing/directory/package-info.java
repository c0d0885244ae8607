/**
 * Where a tenant's database lies: the control plane's view {@code tenant_routes}, remembered in
 * memory.
 *
 * <p>What is remembered is kept current in two ways that do not depend on each other: a message
 * over Redis, at once, and a poll of the changes every few seconds. A route may still be stale for
 * that long; the epoch fence, not the directory, is what makes that harmless. This package never
 * opens a connection to a tenant's database.
 */
@NullMarked
package io.tenantry.routing.directory;

import org.jspecify.annotations.NullMarked;
