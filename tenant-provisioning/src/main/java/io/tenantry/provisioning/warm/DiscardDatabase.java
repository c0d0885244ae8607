package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;

/** Removes a warm database that nobody will claim. */
final class DiscardDatabase extends WarmStep {
    static final String NAME = "discard-database";

    DiscardDatabase() {
        super(NAME);
    }

    @Override
    void execute(StepContext<WarmWish> context, WarmDatabase database) throws SQLException {
        PrepareDatabase.drop(admin(context, database), database);
        context.alongside(handle -> WarmRows.delete(handle, database.id()));
    }

    /** There is no way back; the operation stops and can be tried again. */
    @Override
    void undo(StepContext<WarmWish> context, WarmDatabase database) {}
}
