package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A step on the way of a tenant's route to another of its databases: the next one. */
abstract class SwapStep implements Step<SwapDatabases> {
    private final String name;

    SwapStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void execute(StepContext<SwapDatabases> context) throws SQLException {
        execute(context, restore(context));
    }

    @Override
    public final void undo(StepContext<SwapDatabases> context) throws SQLException {
        Restore restore = restore(context);
        undo(context, restore);
        // Whichever step was the first to be begun is the last to be undone.
        context.alongside(handle -> {
            RestoreRows.move(handle, restore.id(), RestoreState.RUNNING, RestoreState.FAILED);
            RestoreRows.move(handle, restore.id(), RestoreState.UNDOING, RestoreState.DONE);
        });
    }

    private static Restore restore(StepContext<SwapDatabases> context) {
        return context.read(handle ->
                RestoreRows.find(handle, context.tenant(), context.input().restore())
                        .orElseThrow(() -> new IllegalStateException("the restore is gone")));
    }

    /**
     * Whether another operation has turned the route, because this one was given up half way: what
     * serves now was never closed by it, and is not its to open.
     */
    static boolean isOvertaken(StepContext<SwapDatabases> context) {
        // Which is known to the millisecond: one that the tenant had been turned by before may be
        // as young, while none that came later is, since operations are given up after minutes.
        Instant since = context.operation().requestedAt().plusMillis(1);
        return context.read(handle -> RestoreRows.hasTurnedSince(handle, context.tenant(), since));
    }

    /** The database that serves, until the route turns. */
    static TenantDatabase serving(StepContext<SwapDatabases> context) {
        return context.read(handle -> PlacementRows.of(handle, context.tenant()).orElseThrow());
    }

    /** The database that is to serve. */
    static TenantDatabase next(StepContext<SwapDatabases> context, Restore restore) {
        return nextIfThere(context, restore)
                .orElseThrow(() -> new IllegalStateException("the database is gone"));
    }

    static Optional<TenantDatabase> nextIfThere(
            StepContext<SwapDatabases> context, Restore restore) {
        boolean back = restore.formerDatabase() != null;
        String id = back ? restore.formerDatabase() : restore.database();
        return id == null
                ? Optional.empty()
                : context.read(handle ->
                        PlacementRows.find(
                                handle, id, back ? PlacementRows.KEPT : PlacementRows.FILLING));
    }

    static AdminConnection admin(StepContext<SwapDatabases> context, TenantDatabase database)
            throws SQLException {
        return context.admin(database.serverId(), database.name());
    }

    abstract void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException;

    abstract void undo(StepContext<SwapDatabases> context, Restore restore) throws SQLException;
}
