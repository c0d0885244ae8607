package io.tenantry.access.signon;

import org.jspecify.annotations.Nullable;

/**
 * What a value of a claim makes of somebody.
 *
 * @param claim as {@link io.tenantry.access.signon.oidc.IdClaims#values} takes it
 * @param value which the claim, or one of a list, has to be
 * @param role one of the product, or the id of one that the tenant made; null to say nothing
 * @param department the id of a department; null to say nothing
 */
record Rule(String claim, String value, @Nullable String role, @Nullable String department) {}
