package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;

/**
 * A database without a tenant.
 *
 * @param id a ULID, which the placement takes over with the database
 */
record WarmDatabase(String id, String serverId, DatabaseName name, AccountName account) {
    static WarmDatabase on(String serverId, String id) {
        return new WarmDatabase(id, serverId, DatabaseName.of(id), AccountName.firstOf(id));
    }
}
