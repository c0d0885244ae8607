package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.snapshot.ScheduledEvents;
import java.sql.SQLException;

/**
 * Brings a database that began with a backup to the schema that new tenants have. Its events are at
 * rest until the route opens.
 */
final class MigrateRestored extends PlacedStep<CreateTenant> {
    static final String NAME = "migrate-database";

    private final CatchUp catchUp;

    MigrateRestored(CatchUp catchUp) {
        super(NAME);
        this.catchUp = catchUp;
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        catchUp.bringIfOlder(context, database);
        // Those that it made, too.
        ScheduledEvents.pause(admin(context, database), database.name());
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) {}
}
