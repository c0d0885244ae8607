/** {@code tenantry operation}: what is being done to the fleet. */
@NullMarked
package io.tenantry.cli.operation;

import org.jspecify.annotations.NullMarked;
