/**
 * What every benchmark works with: the options, the servers, rounds in turns.
 *
 * <p>One run of {@code bench} has one workbench, with two database servers. The first is the
 * platform's, with control planes and what else is not a tenant's; the second belongs to the
 * tenants, so that its 151 connections are theirs alone. A benchmark makes its own control plane
 * and leaves no process behind.
 */
@NullMarked
package io.tenantry.benchmarks.workbench;

import org.jspecify.annotations.NullMarked;
