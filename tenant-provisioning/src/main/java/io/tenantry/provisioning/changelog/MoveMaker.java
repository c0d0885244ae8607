package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes one move on a connection's current database. */
final class MoveMaker {
    private static final Logger LOG = Logger.getLogger(MoveMaker.class.getName());

    private MoveMaker() {}

    /** What else happens in the transaction of a move that changes rows. */
    @FunctionalInterface
    interface Also {
        void run() throws SQLException;
    }

    static void make(
            AdminConnection admin, StatementKind kind, List<String> statements, @Nullable Also also)
            throws SQLException {
        make(admin, kind, statements, 0, also);
    }

    /**
     * @param seconds how long each statement may run; 0 for as long as it takes
     */
    static void make(
            AdminConnection admin,
            StatementKind kind,
            List<String> statements,
            int seconds,
            @Nullable Also also)
            throws SQLException {
        if (kind == StatementKind.SESSION) {
            admin.sessionChanged();
        }
        if (kind != StatementKind.DATA || (statements.size() == 1 && also == null)) {
            execute(admin, statements, seconds);
            return;
        }
        admin.jdbc().setAutoCommit(false);
        boolean committed = false;
        try {
            execute(admin, statements, seconds);
            if (also != null) {
                also.run();
            }
            admin.jdbc().commit();
            committed = true;
        } finally {
            // Also when an error passes by: what comes next on the connection must not commit this.
            if (!committed) {
                rollBack(admin);
            }
            admin.jdbc().setAutoCommit(true);
        }
    }

    private static void rollBack(AdminConnection admin) {
        try {
            admin.jdbc().rollback();
        } catch (SQLException lost) {
            // The server rolls back what a lost connection leaves.
            LOG.log(Level.FINE, "a move was not rolled back", lost);
        }
    }

    /** Executes statements one by one, each as a whole. */
    static void execute(AdminConnection admin, List<String> statements, int seconds)
            throws SQLException {
        try (Statement statement = admin.jdbc().createStatement()) {
            statement.setQueryTimeout(seconds);
            for (String text : statements) {
                // As Liquibase did: braces and question marks in the text are the database's.
                statement.setEscapeProcessing(!text.contains("?"));
                statement.execute(text);
            }
        }
    }
}
