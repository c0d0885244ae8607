package io.tenantry.benchmarks.workbench;

import io.tenantry.routing.TenantId;

/**
 * A tenant and the one design in its database.
 *
 * @param id the tenant's ULID
 * @param designId the design's ULID
 * @param title the design's title, which no other tenant's design has
 */
public record FleetTenant(String id, String designId, String title) {

    public TenantId tenantId() {
        return new TenantId(id);
    }
}
