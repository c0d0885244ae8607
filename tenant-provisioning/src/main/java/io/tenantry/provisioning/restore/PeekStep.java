package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** A step that makes a peek. */
abstract class PeekStep implements Step<OpenPeek> {
    private final String name;

    PeekStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    static Peek peek(StepContext<OpenPeek> context) {
        return context.read(handle ->
                PeekRows.find(handle, context.tenant(), context.input().peek())
                        .orElseThrow(() -> new IllegalStateException("the peek is gone")));
    }

    static Optional<TenantDatabase> databaseIfThere(StepContext<OpenPeek> context) {
        String id =
                context.read(handle ->
                                PeekRows.find(handle, context.tenant(), context.input().peek()))
                        .map(Peek::database)
                        .orElse(null);
        return id == null
                ? Optional.empty()
                : context.read(handle -> PlacementRows.find(handle, id, PlacementRows.PEEK));
    }

    static TenantDatabase database(StepContext<OpenPeek> context) {
        return databaseIfThere(context)
                .orElseThrow(() -> new IllegalStateException("the peek has no database"));
    }

    static AdminConnection admin(StepContext<OpenPeek> context, TenantDatabase database)
            throws SQLException {
        return context.admin(database.serverId(), database.name());
    }
}
