package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** What a server itself says of the tables of a database; it knows nothing of our text. */
final class ServerSums {
    private ServerSums() {}

    /**
     * For each table: the server's checksum of its rows, a SHA-256 over the bytes of each column,
     * and the statement that makes it, next value of its counter included.
     */
    static Map<String, String> of(TestFleet fleet, DatabaseName database) throws SQLException {
        Map<String, String> sums = new TreeMap<>();
        try (Connection connection = in(fleet, database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00', group_concat_max_len = 100000000");
            for (String table :
                    TestFleet.texts(
                            connection, "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")) {
                String quoted = "`%s`".formatted(table.replace("`", "``"));
                String definition = second(statement, "SHOW CREATE TABLE %s", quoted);
                // The hidden columns behind an index of a JSON array are in the server's checksum
                // too, and differ from table to table.
                String checksum =
                        definition.contains(" array)")
                                ? ""
                                : second(statement, "CHECKSUM TABLE %s EXTENDED", quoted);
                sums.put(
                        table,
                        "%s %s %s"
                                .formatted(
                                        checksum,
                                        TestFleet.texts(
                                                connection, columns(connection, table, quoted)),
                                        definition));
            }
        }
        return sums;
    }

    private static Connection in(TestFleet fleet, DatabaseName database) throws SQLException {
        Connection connection = fleet.connectAsAdmin();
        connection.setCatalog(database.value());
        return connection;
    }

    private static String columns(Connection connection, String table, String quoted)
            throws SQLException {
        ArrayList<String> values = new ArrayList<>();
        for (String column :
                TestFleet.texts(
                        connection,
                        "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%s' ORDER BY ORDINAL_POSITION"
                                .formatted(table))) {
            String name = "`%s`".formatted(column.replace("`", "``"));
            values.add("COALESCE(HEX(CAST(%s AS BINARY)), 'nothing')".formatted(name));
        }
        return "SELECT SHA2(GROUP_CONCAT(line ORDER BY line SEPARATOR '/'), 256) FROM (SELECT CONCAT_WS(',', %s) AS line FROM %s) lines_"
                .formatted(String.join(", ", values), quoted);
    }

    private static String second(Statement statement, String query, String table)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(query.formatted(table))) {
            row.next();
            return String.valueOf(row.getString(2));
        }
    }
}
