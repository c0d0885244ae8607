package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How many rows each table of a database has: tells whether a replay also made the data. */
final class RowCounts {
    private RowCounts() {}

    static Map<String, String> of(AdminConnection admin, DatabaseName database)
            throws SQLException {
        Map<String, String> counts = new TreeMap<>();
        for (String table :
                admin.texts(
                        """
                        SELECT TABLE_NAME
                        FROM information_schema.TABLES
                        WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'
                        """,
                        database.value())) {
            String count =
                    "SELECT COUNT(*) FROM %s.`%s`"
                            .formatted(database.quoted(), table.replace("`", "``"));
            counts.put(table, admin.texts(count).getFirst());
        }
        return counts;
    }
}
