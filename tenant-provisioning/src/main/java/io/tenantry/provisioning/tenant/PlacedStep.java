package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.ServerTrouble;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A step that works on the database that the tenant has been given a place for.
 *
 * @param <I> the operation's input
 */
abstract class PlacedStep<I> implements Step<I> {
    private final String name;

    PlacedStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void execute(StepContext<I> context) throws SQLException {
        TenantDatabase database =
                context.readOnce(
                        TenantDatabase.class,
                        handle ->
                                PlacementRows.of(handle, context.tenant())
                                        .orElseThrow(PlacedStep::unplaced));
        try {
            execute(context, database);
        } catch (SQLException e) {
            throw explained(context, database, e);
        }
    }

    private static SQLException explained(
            StepContext<?> context, TenantDatabase database, SQLException why) {
        try {
            return ServerTrouble.explained(admin(context, database), database.name(), why);
        } catch (SQLException notAsked) {
            why.addSuppressed(notAsked);
            return why;
        }
    }

    @Override
    public final void undo(StepContext<I> context) throws SQLException {
        Optional<TenantDatabase> database =
                context.read(handle -> PlacementRows.of(handle, context.tenant()));
        if (database.isPresent()) {
            undo(context, database.get());
        }
    }

    private static IllegalStateException unplaced() {
        return new IllegalStateException("the tenant has no placement");
    }

    static AdminConnection admin(StepContext<?> context, TenantDatabase database)
            throws SQLException {
        return context.admin(database.serverId(), database.name());
    }

    abstract void execute(StepContext<I> context, TenantDatabase database) throws SQLException;

    abstract void undo(StepContext<I> context, TenantDatabase database) throws SQLException;
}
