/** How fast the command line starts. */
@NullMarked
package io.tenantry.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
