/**
 * Backups of single tenants: made, verified and removed by operations, each sealed under a key of
 * its tenant's own, which ends with the tenant.
 */
@NullMarked
package io.tenantry.provisioning.backup;

import org.jspecify.annotations.NullMarked;
