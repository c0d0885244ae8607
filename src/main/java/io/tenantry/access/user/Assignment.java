package io.tenantry.access.user;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is to be in a tenant.
 *
 * @param role one of the product, or the id of one that the tenant made
 * @param department the id of the department they belong to, or null
 */
public record Assignment(String role, @Nullable String department) {}
