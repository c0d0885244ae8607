/**
 * How {@code tenantry} speaks: tables for people, JSON and YAML for programs, progress for whoever
 * watches. Answers go to standard output, everything else to standard error. Written by hand and
 * small, because a library that writes JSON takes longer to load than most commands take to run.
 */
@NullMarked
package io.tenantry.cli.output;

import org.jspecify.annotations.NullMarked;
