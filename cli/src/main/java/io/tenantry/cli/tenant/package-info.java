/** {@code tenantry tenant}: the tenants and their lives. */
@NullMarked
package io.tenantry.cli.tenant;

import org.jspecify.annotations.NullMarked;
