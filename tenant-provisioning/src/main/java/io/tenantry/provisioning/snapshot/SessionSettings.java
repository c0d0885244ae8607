package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of a session while it reads or writes a copy; they are put back at the end. */
final class SessionSettings implements AutoCloseable {
    /** The same values mean the same on both sides, whatever the servers' own settings are. */
    private static final Map<String, @Nullable String> READING =
            Map.of(
                    "sql_mode", "",
                    "time_zone", "+00:00",
                    "character_set_results", "utf8mb4");

    /** A primary key that the server made up is a column as any other. */
    private static final Map<String, @Nullable String> READING_MYSQL =
            Map.of("show_gipk_in_create_table_and_information_schema", "1");

    /** Also: a zero stays a zero, and what was right in its order is right in any. */
    private static final Map<String, @Nullable String> WRITING =
            Map.of(
                    "sql_mode", "NO_AUTO_VALUE_ON_ZERO",
                    "time_zone", "+00:00",
                    "character_set_results", "utf8mb4",
                    "foreign_key_checks", "0");

    /**
     * A table becomes as it was: with no key of the server's making. Indexes are sorted at once.
     */
    private static final Map<String, @Nullable String> WRITING_MYSQL =
            Map.of(
                    "unique_checks", "0",
                    "show_gipk_in_create_table_and_information_schema", "1",
                    "sql_generate_invisible_primary_key", "0",
                    "sql_require_primary_key", "0",
                    "innodb_ddl_buffer_size", Long.toString(64L * 1024 * 1024));

    /** Not without checks: MariaDB then locks an empty table for whoever fills it first. */
    private static final Map<String, @Nullable String> WRITING_MARIADB =
            Map.of("unique_checks", "1");

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
        return replace(admin, isMySql(admin) ? joined(READING, READING_MYSQL) : READING);
    }

    static SessionSettings writing(AdminConnection admin) throws SQLException {
        return replace(admin, joined(WRITING, isMySql(admin) ? WRITING_MYSQL : WRITING_MARIADB));
    }

    private static boolean isMySql(AdminConnection admin) {
        return admin.version().engine() == Engine.MYSQL;
    }

    private static Map<String, @Nullable String> joined(
            Map<String, @Nullable String> some, Map<String, @Nullable String> more) {
        Map<String, @Nullable String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static SessionSettings replace(
            AdminConnection admin, Map<String, @Nullable String> settings) throws SQLException {
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        try (Statement statement = admin.jdbc().createStatement()) {
            for (Map.Entry<String, @Nullable String> setting : settings.entrySet()) {
                String name = setting.getKey();
                try (ResultSet row = statement.executeQuery("SELECT @@SESSION." + name)) {
                    row.next();
                    String present = row.getString(1);
                    // Some may be set by few, and few servers need it.
                    if (!Objects.equals(present, setting.getValue())) {
                        before.put(name, present);
                        changed.put(name, setting.getValue());
                    }
                }
            }
        }
        SessionSettings session = new SessionSettings(admin, before);
        set(admin, changed);
        return session;
    }

    private static void set(AdminConnection admin, Map<String, @Nullable String> settings)
            throws SQLException {
        for (Map.Entry<String, @Nullable String> setting : settings.entrySet()) {
            String value = setting.getValue();
            try (PreparedStatement statement =
                    admin.jdbc()
                            .prepareStatement("SET SESSION %s = ?".formatted(setting.getKey()))) {
                if (value != null && value.matches("\\d+")) {
                    statement.setLong(1, Long.parseLong(value));
                } else {
                    statement.setString(1, value);
                }
                statement.execute();
            }
        }
    }

    /** A connection that was given up has no settings any more. */
    @Override
    public void close() throws SQLException {
        if (!admin.jdbc().isClosed()) {
            set(admin, before);
        }
    }
}
