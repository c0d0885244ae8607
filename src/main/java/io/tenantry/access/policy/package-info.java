/**
 * How people come into a tenant, as the enterprise wants it: whether an administrator has to let
 * them in, the domains whose people may join by themselves, the language they are written to in.
 */
@NullMarked
package io.tenantry.access.policy;

import org.jspecify.annotations.NullMarked;
