/** {@code tenantry doctor}: checks everything, and says what to do. */
@NullMarked
package io.tenantry.cli.doctor;

import org.jspecify.annotations.NullMarked;
