package io.tenantry.benchmarks.provision;

import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.GeneratedPassword;
import io.tenantry.routing.Ulid;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the ways without Tenantry make: a database, and an account that may use it. */
record NewDatabase(DatabaseName name, AccountName account, String password) {

    static NewDatabase next() {
        String id = Ulid.next();
        return new NewDatabase(
                DatabaseName.of(id), AccountName.firstOf(id), GeneratedPassword.next());
    }

    /** Makes both, and the database the connection's current one. */
    void create(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(name.quoted()));
            statement.execute(
                    "CREATE USER %s IDENTIFIED BY '%s'".formatted(account.quoted(), password));
            statement.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON %s.* TO %s"
                            .formatted(name.grantPattern(), account.quoted()));
        }
        admin.setCatalog(name.value());
    }

    /** Writes the row that says whose database it is. */
    void identify(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO tenant_identity (only_row, tenant_id, database_id, epoch)
                    VALUES (1, '%1$s', '%1$s', 1)
                    """
                            .formatted(Ulid.next()));
        }
    }

    /** The first request, on a connection of the new account's own. */
    void serve(Workbench workbench) throws SQLException {
        DatabaseAddress own =
                new DatabaseAddress(
                        workbench.jdbcUrl(workbench.tenantServer(), name.value()),
                        account.value(),
                        password);
        try (Connection connection = own.connect()) {
            read(connection);
        }
    }

    /** What every way's first request reads. */
    static void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT COUNT(*)
                                FROM designs
                                """)) {
            row.next();
        }
    }
}
