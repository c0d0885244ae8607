/** {@code tenantry migrate}: the fleet's schema. */
@NullMarked
package io.tenantry.cli.migrate;

import org.jspecify.annotations.NullMarked;
