package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.OperationId;

/**
 * A tenant that has been asked for.
 *
 * @param operation the operation that makes it
 */
public record RequestedTenant(Tenant tenant, OperationId operation) {}
