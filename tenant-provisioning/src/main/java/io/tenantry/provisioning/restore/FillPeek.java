package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;

/** Fills the database of a peek as that of a restore is filled. */
final class FillPeek extends PeekStep {
    static final String NAME = "restore-database";

    private final FillDatabase.Filling filling;

    FillPeek(FillDatabase.Filling filling) {
        super(NAME);
        this.filling = filling;
    }

    @Override
    public void execute(StepContext<OpenPeek> context) throws SQLException {
        OpenPeek input = context.input();
        filling.fill(context, database(context), input.backup(), input.at());
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    public void undo(StepContext<OpenPeek> context) {}
}
