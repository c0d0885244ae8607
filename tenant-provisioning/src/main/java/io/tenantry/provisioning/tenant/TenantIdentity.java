package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/** The beacon of a database: the one row by which routing knows whose it has reached. */
public final class TenantIdentity {
    private TenantIdentity() {}

    /** Writes it, whatever was there. */
    public static void write(AdminConnection admin, TenantDatabase database, long epoch)
            throws SQLException {
        admin.update(
                """
                INSERT INTO %s.tenant_identity (only_row, tenant_id, database_id, epoch)
                VALUES (1, ?, ?, ?)
                ON DUPLICATE KEY UPDATE
                    tenant_id = VALUES(tenant_id), database_id = VALUES(database_id),
                    epoch = VALUES(epoch)
                """
                        .formatted(database.name().quoted()),
                database.tenant().value(),
                database.id(),
                epoch);
    }
}
