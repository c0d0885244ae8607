package io.tenantry.benchmarks.provision;

import io.tenantry.benchmarks.workbench.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The floor: the very statements that Tenantry replays, one after another on a connection that is
 * open already, with nothing written down, checked or undone.
 */
final class ByHand implements Way, AutoCloseable {

    private final Workbench workbench;
    private final List<String> statements;
    private final Connection admin;

    ByHand(Workbench workbench, List<String> statements) throws SQLException {
        this.workbench = workbench;
        this.statements = statements;
        this.admin = workbench.admin(workbench.tenantServer(), "").connect();
    }

    @Override
    public String name() {
        return "DDL by hand";
    }

    @Override
    public void makeAndServe() throws SQLException {
        NewDatabase database = NewDatabase.next();
        database.create(admin);
        try (Statement statement = admin.createStatement()) {
            for (String text : statements) {
                // Question marks and braces in the text are the database's.
                statement.setEscapeProcessing(false);
                statement.execute(text);
            }
        }
        database.identify(admin);
        database.serve(workbench);
    }

    @Override
    public void close() throws SQLException {
        admin.close();
    }
}
