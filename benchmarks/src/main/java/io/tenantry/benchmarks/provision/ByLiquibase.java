package io.tenantry.benchmarks.provision;

import io.tenantry.benchmarks.workbench.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** The usual way: a Liquibase run for every new database. */
final class ByLiquibase implements Way {

    private final Workbench workbench;
    private final String changelog;

    /**
     * @param changelog the root file's path on the class path
     */
    ByLiquibase(Workbench workbench, String changelog) {
        this.workbench = workbench;
        this.changelog = changelog;
    }

    @Override
    public String name() {
        return "Liquibase per tenant";
    }

    @Override
    public void makeAndServe() throws Exception { // declared so by Liquibase's scopes
        NewDatabase database = NewDatabase.next();
        try (Connection admin = workbench.admin(workbench.tenantServer(), "").connect()) {
            database.create(admin);
            Scope.child(Scope.Attr.ui.name(), quiet(), () -> update(admin));
            identify(database, admin);
        }
        database.serve(workbench);
    }

    @SuppressWarnings("resource") // closing Liquibase would close the caller's connection
    private void update(Connection admin) throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(admin));
        Liquibase liquibase = new Liquibase(changelog, new ClassLoaderResourceAccessor(), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.update(new Contexts());
    }

    private static void identify(NewDatabase database, Connection admin) throws SQLException {
        // Liquibase leaves the connection in a transaction of its own.
        admin.setAutoCommit(true);
        database.identify(admin);
    }

    private static LoggerUIService quiet() {
        LoggerUIService quiet = new LoggerUIService();
        quiet.setStandardLogLevel(Level.FINE);
        return quiet;
    }
}
