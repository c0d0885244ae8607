package io.tenantry.cli.audit;

import io.tenantry.provisioning.audit.AuditVerdict;

/**
 * What came of checking one log.
 *
 * @param name the tenant's slug, or {@code platform}
 */
record CheckedChain(String name, AuditVerdict verdict) {}
