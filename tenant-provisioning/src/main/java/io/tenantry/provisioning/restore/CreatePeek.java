package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** Makes the database of a peek, empty. */
final class CreatePeek extends PeekStep {
    static final String NAME = "create-database";

    CreatePeek() {
        super(NAME);
    }

    @Override
    public void execute(StepContext<OpenPeek> context) throws SQLException {
        TenantDatabase database = database(context);
        admin(context, database).createDatabase(database.name());
    }

    @Override
    public void undo(StepContext<OpenPeek> context) throws SQLException {
        Optional<TenantDatabase> database = databaseIfThere(context);
        if (database.isPresent()) {
            SecondDatabases.remove(context, database.get());
        }
    }
}
