package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** Removes a kept database and its accounts, and then gives its place up. */
final class DropKeptDatabase implements Step<DropKept> {
    static final String NAME = "drop-database";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<DropKept> context) throws SQLException {
        DropKept input = context.input();
        Optional<TenantDatabase> kept =
                context.read(
                        handle -> PlacementRows.find(handle, input.database(), PlacementRows.KEPT));
        if (kept.isPresent()) {
            SecondDatabases.remove(context, kept.get());
        }
        context.alongside(handle -> {
            PlacementRows.forget(handle, input.database());
            RestoreRows.dropped(handle, input.restore());
        });
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<DropKept> context) {}
}
