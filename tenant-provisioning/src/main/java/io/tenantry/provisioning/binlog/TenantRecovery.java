package io.tenantry.provisioning.binlog;

import io.tenantry.routing.TenantId;
import java.util.List;

/**
 * The times that a tenant can be brought back to.
 *
 * @param windows oldest first
 * @param gaps what is between, or ends them
 */
public record TenantRecovery(TenantId tenant, List<RecoveryWindow> windows, List<Gap> gaps) {}
