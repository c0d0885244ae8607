package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a session while it reads or writes a copy; they are put back at the end. */
final class SessionSettings implements AutoCloseable {
    /** The same values mean the same on both sides, whatever the servers' own settings are. */
    private static final Map<String, @Nullable String> READING =
            Map.of(
                    "sql_mode", "",
                    "time_zone", "+00:00",
                    "character_set_results", "utf8mb4");

    /** Also: a zero stays a zero, and what was right in its order is right in any. */
    private static final Map<String, @Nullable String> WRITING =
            Map.of(
                    "sql_mode", "NO_AUTO_VALUE_ON_ZERO",
                    "time_zone", "+00:00",
                    "character_set_results", "utf8mb4",
                    "foreign_key_checks", "0",
                    "unique_checks", "0");

    private final AdminConnection admin;
    private final Map<String, @Nullable String> before;

    private SessionSettings(AdminConnection admin, Map<String, @Nullable String> before) {
        this.admin = admin;
        this.before = before;
    }

    /** What an object of the schema depends on. */
    static SessionSettings with(AdminConnection admin, Map<String, @Nullable String> settings)
            throws SQLException {
        return replace(admin, settings);
    }

    static SessionSettings reading(AdminConnection admin) throws SQLException {
        return replace(admin, READING);
    }

    static SessionSettings writing(AdminConnection admin) throws SQLException {
        return replace(admin, WRITING);
    }

    private static SessionSettings replace(
            AdminConnection admin, Map<String, @Nullable String> settings) throws SQLException {
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        try (Statement statement = admin.jdbc().createStatement()) {
            for (String name : settings.keySet()) {
                try (ResultSet row = statement.executeQuery("SELECT @@SESSION." + name)) {
                    row.next();
                    before.put(name, row.getString(1));
                }
            }
        }
        SessionSettings session = new SessionSettings(admin, before);
        set(admin, settings);
        return session;
    }

    private static void set(AdminConnection admin, Map<String, @Nullable String> settings)
            throws SQLException {
        for (Map.Entry<String, @Nullable String> setting : settings.entrySet()) {
            String value = setting.getValue();
            try (PreparedStatement statement =
                    admin.jdbc()
                            .prepareStatement("SET SESSION %s = ?".formatted(setting.getKey()))) {
                if (value != null && value.matches("[01]")) {
                    statement.setInt(1, Integer.parseInt(value));
                } else {
                    statement.setString(1, value);
                }
                statement.execute();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        set(admin, before);
    }
}
