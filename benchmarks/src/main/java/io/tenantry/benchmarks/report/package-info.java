/**
 * What a benchmark found, as a table for people and a file for machines.
 *
 * <p>A number never stands alone: every measurement keeps its rounds, every ratio compares two
 * medians of one run, and every report carries the machine and the settings it was made with. A
 * missed goal is a result like any other and is never an error.
 */
@NullMarked
package io.tenantry.benchmarks.report;

import org.jspecify.annotations.NullMarked;
