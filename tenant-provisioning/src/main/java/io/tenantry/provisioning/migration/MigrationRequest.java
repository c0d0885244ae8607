package io.tenantry.provisioning.migration;

import io.tenantry.routing.TenantId;
import java.util.Set;

/**
 * The wish for a migration.
 *
 * @param tenants whose databases; empty for all that are not up to date
 * @param destructive whether statements that destroy data may run
 */
public record MigrationRequest(
        Set<TenantId> tenants, boolean destructive, MigrationSettings settings) {
    public MigrationRequest {
        tenants = Set.copyOf(tenants);
    }
}
