package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;

/**
 * One of several admin connections that a step works with at the same time: on one thread each, on
 * one database after the other. Fenced as the step's own connection is.
 */
public final class Lane implements AutoCloseable {
    private final AdminConnection admin;
    private final Fence fence;

    Lane(AdminConnection admin, Fence fence) {
        this.admin = admin;
        this.fence = fence;
    }

    public AdminConnection admin() {
        return admin;
    }

    /**
     * Keeps everybody else off a database until {@link #leave}.
     *
     * @throws java.sql.SQLTransientException if another operation is at work on it
     */
    public void enter(DatabaseName database) throws SQLException {
        fence.guardForAWhile(admin, database);
    }

    /** Lets others work on the database. */
    public void leave(DatabaseName database) throws SQLException {
        fence.leave(admin, database);
    }

    @Override
    public void close() {
        admin.close();
    }
}
