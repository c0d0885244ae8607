/**
 * Side-by-side benchmarks: what routing, leases, provisioning and the directory cost, beside what
 * one would do without them.
 *
 * <p>A run answers with ratios, not with records: all subjects are measured in one run, in turns,
 * on the same database server, and medians are compared. A goal that is missed is reported and does
 * not fail the run; an error in any answer, a leak, or a server that does not start does.
 */
@NullMarked
package io.tenantry.benchmarks;

import org.jspecify.annotations.NullMarked;
