package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/** Writes the beacon by which routing knows whose database it has reached. */
final class WriteIdentity extends PlacedStep<CreateTenant> {
    static final String NAME = "write-identity";

    WriteIdentity() {
        super(NAME);
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        write(admin(context, database), database);
    }

    static void write(AdminConnection admin, TenantDatabase database) throws SQLException {
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
                database.epoch());
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) {}
}
