/** Tenants' pasts: {@code tenantry restore}, {@code peek} and {@code diff}. */
@NullMarked
package io.tenantry.cli.restore;

import org.jspecify.annotations.NullMarked;
