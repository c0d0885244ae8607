package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** Removes a peek: its database, its account, its place and its name in the books. */
final class EndPeek extends PeekStep {
    static final String NAME = "drop-database";

    EndPeek() {
        super(NAME);
    }

    @Override
    public void execute(StepContext<OpenPeek> context) throws SQLException {
        Optional<TenantDatabase> database = databaseIfThere(context);
        if (database.isPresent()) {
            SecondDatabases.remove(context, database.get());
        }
        context.alongside(handle -> {
            database.ifPresent(gone -> PlacementRows.forget(handle, gone.id()));
            PeekRows.delete(handle, context.input().peek());
        });
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<OpenPeek> context) {}
}
