/**
 * Databases that are complete before their tenant is asked for, so that a new customer does not
 * wait for tables.
 *
 * <p>{@link io.tenantry.provisioning.warm.WarmDatabases} keeps some ready on each server that takes
 * tenants; a creation turns one into a placement, in one transaction. A warm database belongs to
 * nobody: it has no identity row, so no route can lead to it.
 */
@NullMarked
package io.tenantry.provisioning.warm;

import org.jspecify.annotations.NullMarked;
