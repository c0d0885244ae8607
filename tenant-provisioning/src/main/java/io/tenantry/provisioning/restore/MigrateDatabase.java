package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.snapshot.ScheduledEvents;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;

/**
 * Brings the next database to the schema that the serving one has, unless it is there. Its events
 * are at rest until it serves.
 */
final class MigrateDatabase extends SwapStep {
    static final String NAME = "migrate-database";

    private final CatchUp catchUp;

    MigrateDatabase(CatchUp catchUp) {
        super(NAME);
        this.catchUp = catchUp;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        bring(catchUp, context, restore);
        // Those that it made, too.
        TenantDatabase next = next(context, restore);
        ScheduledEvents.pause(admin(context, next), next.name());
    }

    static void bring(CatchUp catchUp, StepContext<SwapDatabases> context, Restore restore)
            throws SQLException {
        String served =
                context.read(handle ->
                        PlacementRows.version(
                                handle,
                                PlacementRows.of(handle, context.tenant()).orElseThrow().id()));
        catchUp.bring(context, next(context, restore), served);
    }

    /** A restored database goes as a whole; one that was kept may as well be up to date. */
    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) {}
}
