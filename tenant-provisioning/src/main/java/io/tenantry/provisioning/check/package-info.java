/**
 * Whether a database server is fit for tenants: its release, its settings, and what its admin
 * account may do.
 *
 * <p>What can be tried is tried, on a scratch database and a scratch account that are dropped
 * again, because grants that are read are easily misread. A check never throws for what it finds:
 * each finding has a stable code, says what was found, and how to mend it on that engine. It
 * changes no setting and touches no tenant. No password stands in a finding.
 */
@NullMarked
package io.tenantry.provisioning.check;

import org.jspecify.annotations.NullMarked;
