/**
 * Reconcilers on Quartz: they take no input, read what is and converge. Their schedules lie in the
 * control plane, so one replica runs each, and another when that one dies. What they find to do is
 * an operation of provisioning; they never change a database themselves.
 */
@NullMarked
package io.tenantry.jobs;

import org.jspecify.annotations.NullMarked;
