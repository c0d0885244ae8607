package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;

/**
 * Where a tenant's database lies: a placement.
 *
 * @param id the database's own identity, a ULID: not the tenant's
 * @param epoch rises with every move, restore and rotation of credentials; 1 at first
 */
public record TenantDatabase(
        String id,
        TenantId tenant,
        String serverId,
        DatabaseName name,
        AccountName account,
        long epoch) {
    static final long FIRST_EPOCH = 1;

    /** A place for a database that is yet to be made. */
    public static TenantDatabase on(String serverId, String id, TenantId tenant) {
        return new TenantDatabase(
                id, tenant, serverId, DatabaseName.of(id), AccountName.firstOf(id), FIRST_EPOCH);
    }
}
