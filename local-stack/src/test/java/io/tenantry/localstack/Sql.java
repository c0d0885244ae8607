package io.tenantry.localstack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One statement on a connection of its own. */
final class Sql {
    private Sql() {}

    static String ask(DatabaseServer server, String query) throws SQLException {
        return ask(url(server), server.adminUser(), server.adminPassword(), query);
    }

    static String ask(String url, String user, String password, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    static void run(DatabaseServer server, String... statements) throws SQLException {
        run(url(server), server.adminUser(), server.adminPassword(), statements);
    }

    static void run(ControlPlane control, String... statements) throws SQLException {
        run(control.jdbcUrl(), control.user(), control.password(), statements);
    }

    private static void run(String url, String user, String password, String... statements)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String url(DatabaseServer server) {
        return "jdbc:mysql://%s:%d/".formatted(server.host(), server.port());
    }
}
