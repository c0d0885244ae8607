package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import java.sql.SQLException;
import java.util.List;

/** One connection that sees a database's rows as they were at one moment. */
final class ReadView implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final AdminConnection admin;
    private final SessionSettings settings;

    private ReadView(AdminConnection admin, SessionSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Has not fixed its moment yet. */
    static ReadView on(AdminConnection admin, DatabaseName database) throws SQLException {
        ReadView view = new ReadView(admin, SessionSettings.reading(admin));
        try {
            admin.use(database);
            admin.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
            // As long as it takes to write what was read.
            admin.execute("SET SESSION net_write_timeout = 3600");
            admin.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            return view;
        } catch (SQLException e) {
            throw closed(view, e);
        }
    }

    private static SQLException closed(ReadView view, SQLException why) {
        try {
            view.close();
        } catch (SQLException lost) {
            why.addSuppressed(lost);
        }
        return why;
    }

    AdminConnection admin() {
        return admin;
    }

    /** Keeps the definitions of tables as they are; the first read of rows fixes the moment. */
    void hold(List<String> tables) throws SQLException {
        admin.jdbc().setAutoCommit(false);
        for (String table : tables) {
            admin.texts("SELECT 1 FROM %s LIMIT 0".formatted(Identifiers.quoted(table)));
        }
    }

    /** Fixes the moment. */
    void fix(List<String> tables) throws SQLException {
        if (!tables.isEmpty()) {
            admin.texts(
                    "SELECT 1 FROM %s LIMIT 1".formatted(Identifiers.quoted(tables.getFirst())));
        }
    }

    /** Lets go of everything. */
    void release() throws SQLException {
        admin.jdbc().rollback();
        admin.jdbc().setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        if (admin.jdbc().isClosed()) {
            return;
        }
        try {
            release();
        } finally {
            settings.close();
        }
    }
}
