package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.util.Optional;

/** A step that works on a warm database. */
abstract class WarmStep implements Step<WarmWish> {
    private final String name;

    WarmStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void execute(StepContext<WarmWish> context) throws SQLException {
        Optional<WarmDatabase> database = find(context);
        if (database.isPresent()) {
            execute(context, database.get());
        }
    }

    @Override
    public final void undo(StepContext<WarmWish> context) throws SQLException {
        Optional<WarmDatabase> database = find(context);
        if (database.isPresent()) {
            undo(context, database.get());
        }
    }

    private static Optional<WarmDatabase> find(StepContext<WarmWish> context) {
        return context.read(handle -> WarmRows.find(handle, context.input().database()));
    }

    static AdminConnection admin(StepContext<WarmWish> context, WarmDatabase database)
            throws SQLException {
        return context.admin(database.serverId(), database.name());
    }

    abstract void execute(StepContext<WarmWish> context, WarmDatabase database) throws SQLException;

    abstract void undo(StepContext<WarmWish> context, WarmDatabase database) throws SQLException;
}
