package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a replayed statement sets of its session, to be put back afterwards. */
final class SessionState {
    private static final List<String> TEXTS =
            List.of(
                    "sql_mode",
                    "time_zone",
                    "collation_connection",
                    "collation_server",
                    "lc_time_names");
    private static final List<String> NUMBERS =
            List.of(
                    "foreign_key_checks",
                    "unique_checks",
                    "auto_increment_increment",
                    "auto_increment_offset");

    private SessionState() {}

    static Map<String, String> read(AdminConnection admin) throws SQLException {
        Map<String, String> state = new LinkedHashMap<>();
        try (Statement statement = admin.jdbc().createStatement()) {
            for (String name : TEXTS) {
                state.put(name, value(statement, name));
            }
            for (String name : NUMBERS) {
                state.put(name, value(statement, name));
            }
        }
        return state;
    }

    private static String value(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@SESSION." + name)) {
            row.next();
            return row.getString(1);
        }
    }

    static void restore(AdminConnection admin, Map<String, String> state) throws SQLException {
        for (Map.Entry<String, String> setting : state.entrySet()) {
            try (PreparedStatement set =
                    admin.jdbc()
                            .prepareStatement("SET SESSION %s = ?".formatted(setting.getKey()))) {
                if (NUMBERS.contains(setting.getKey())) {
                    set.setLong(1, Long.parseLong(setting.getValue()));
                } else {
                    set.setString(1, setting.getValue());
                }
                set.execute();
            }
        }
        admin.execute("SET SESSION timestamp = DEFAULT");
    }
}
