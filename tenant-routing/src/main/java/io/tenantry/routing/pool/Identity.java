package io.tenantry.routing.pool;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.Placement;

/**
 * Whom a physical connection is logged in as.
 *
 * @param epoch part of the identity: a connection of an older epoch is never handed out again
 */
record Identity(
        TenantId tenant, String databaseId, String databaseName, String account, long epoch) {
    static Identity of(TenantId tenant, Placement placement) {
        return new Identity(
                tenant,
                placement.databaseId(),
                placement.databaseName(),
                placement.account(),
                placement.epoch());
    }

    /** What an identity beacon vouches for, once a connection. */
    String beacon() {
        return databaseId + ':' + epoch;
    }
}
