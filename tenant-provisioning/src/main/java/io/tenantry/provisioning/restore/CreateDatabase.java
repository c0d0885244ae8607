package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** Makes the second database, empty. */
final class CreateDatabase extends SwapStep {
    static final String NAME = "create-database";

    CreateDatabase() {
        super(NAME);
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        TenantDatabase next = next(context, restore);
        admin(context, next).createDatabase(next.name());
    }

    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        Optional<TenantDatabase> next = nextIfThere(context, restore);
        if (next.isPresent()) {
            admin(context, next.get()).dropDatabase(next.get().name());
        }
    }
}
