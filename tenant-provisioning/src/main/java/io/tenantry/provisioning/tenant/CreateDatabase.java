package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;

/** Makes the empty database. */
final class CreateDatabase extends PlacedStep<CreateTenant> {
    static final String NAME = "create-database";

    CreateDatabase() {
        super(NAME);
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        admin(context, database).createDatabase(database.name());
    }

    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        admin(context, database).dropDatabase(database.name());
    }
}
