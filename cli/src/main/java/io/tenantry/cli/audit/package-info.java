/** {@code tenantry audit}: who did what, and whether the log is as it was written. */
@NullMarked
package io.tenantry.cli.audit;

import org.jspecify.annotations.NullMarked;
