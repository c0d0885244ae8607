package io.tenantry.provisioning.changelog;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a database looks like, as one number: SHA-256 over the canonical definitions of its tables,
 * views, triggers, routines and events.
 *
 * <p>It does not depend on the database's name, on who defined something, or on how many rows came
 * and went; nor on whether a database was made at once or is a copy of one that was. It does depend
 * on the engine's release, which words the definitions.
 */
public final class SchemaFingerprint {
    // Liquibase's lock table is there only if somebody ran Liquibase by hand.
    private static final Set<String> NOT_OF_THE_SCHEMA =
            Set.of("DATABASECHANGELOGLOCK", ProgressMark.TABLE);
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");
    // MySQL words a column that was made from its own words with the set that its collation
    // implies.
    private static final Pattern IMPLIED_SET = Pattern.compile(" CHARACTER SET \\w+(?= COLLATE )");
    private static final Pattern DEFINER = Pattern.compile(" DEFINER=`[^`]*`@`[^`]*`");

    private final AdminConnection admin;
    private final DatabaseName database;
    private final MessageDigest digest = Digests.sha256();
    private final Map<String, String> parts = new TreeMap<>();

    private SchemaFingerprint(AdminConnection admin, DatabaseName database) {
        this.admin = admin;
        this.database = database;
    }

    /**
     * Reads a database's fingerprint.
     *
     * @return 64 hex digits
     */
    static String of(AdminConnection admin, DatabaseName database) throws SQLException {
        return outline(admin, database).fingerprint();
    }

    /** As {@link #of}, with the definition of each object, so that two can be compared. */
    public static SchemaOutline outline(AdminConnection admin, DatabaseName database)
            throws SQLException {
        SchemaFingerprint fingerprint = new SchemaFingerprint(admin, database);
        fingerprint.addTablesAndViews();
        Overview overview = fingerprint.overview();
        fingerprint.add("database", overview.characterSet(), overview.collation());
        fingerprint.addTriggers();
        if (overview.hasMore()) {
            fingerprint.addRoutines();
            fingerprint.addEvents();
        }
        return new SchemaOutline(
                HexFormat.of().formatHex(fingerprint.digest.digest()), fingerprint.parts);
    }

    /**
     * The canonical definitions of some tables and views, as {@link SchemaOutline#parts} has them.
     *
     * @param parts kinds and names: {@code table designs}
     * @throws SQLException also if one of them is not there
     */
    static Map<String, String> definitions(
            AdminConnection admin, DatabaseName database, Set<String> parts) throws SQLException {
        SchemaFingerprint some = new SchemaFingerprint(admin, database);
        for (String part : new TreeSet<>(parts)) {
            some.addDefinition("TABLE", part.substring(part.indexOf(' ') + 1), 2);
        }
        return some.parts;
    }

    /**
     * A database at a glance: most have no routines and no events.
     *
     * @param hasMore whether it has routines or events
     */
    private record Overview(String characterSet, String collation, boolean hasMore) {}

    private Overview overview() throws SQLException {
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME,
                                       EXISTS (SELECT 1 FROM information_schema.ROUTINES
                                               WHERE ROUTINE_SCHEMA = '%1$s')
                                       OR EXISTS (SELECT 1 FROM information_schema.EVENTS
                                                  WHERE EVENT_SCHEMA = '%1$s')
                                FROM information_schema.SCHEMATA
                                WHERE SCHEMA_NAME = '%1$s'
                                """
                                        .formatted(database))) {
            if (!row.next()) {
                throw new SQLException("there is no database " + database);
            }
            return new Overview(row.getString(1), row.getString(2), row.getBoolean(3));
        }
    }

    private void addTablesAndViews() throws SQLException {
        // Not SHOW FULL TABLES: to tell tables from views MariaDB opens them all.
        Set<String> names =
                new TreeSet<>(admin.texts("SHOW TABLES FROM %s".formatted(database.quoted())));
        names.removeAll(NOT_OF_THE_SCHEMA);
        for (String name : names) {
            addDefinition("TABLE", name, 2);
        }
    }

    // Not from information_schema, which opens every table for it.
    private void addTriggers() throws SQLException {
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SHOW TRIGGERS FROM %s".formatted(database.quoted()))) {
            while (rows.next()) {
                String part = "trigger " + rows.getString("Trigger");
                for (String column : List.of("Trigger", "Table", "Timing", "Event", "Statement")) {
                    add(part, rows.getString(column));
                }
            }
        }
    }

    private void addRoutines() throws SQLException {
        Map<String, String> routines = new TreeMap<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT ROUTINE_NAME, ROUTINE_TYPE
                                FROM information_schema.ROUTINES
                                WHERE ROUTINE_SCHEMA = '%s'
                                """
                                        .formatted(database))) {
            while (rows.next()) {
                routines.put(rows.getString(2) + " " + rows.getString(1), rows.getString(1));
            }
        }
        for (Map.Entry<String, String> routine : routines.entrySet()) {
            String kind = routine.getKey().substring(0, routine.getKey().indexOf(' '));
            addDefinition(kind, routine.getValue(), 3);
        }
    }

    // When an event starts is left out: it is the moment of its creation. One that is paused, as in
    // a copy, is an enabled one.
    private void addEvents() throws SQLException {
        addEventRows(
                """
                SELECT EVENT_NAME, EVENT_TYPE, INTERVAL_VALUE, INTERVAL_FIELD,
                       CASE WHEN STATUS LIKE '%%SIDE_DISABLED' THEN 'ENABLED' ELSE STATUS END,
                       ON_COMPLETION, EVENT_DEFINITION
                FROM information_schema.EVENTS
                WHERE EVENT_SCHEMA = '%s'
                ORDER BY EVENT_NAME
                """);
    }

    private void addDefinition(String kind, String name, int column) throws SQLException {
        String sql =
                "SHOW CREATE %s %s.`%s`"
                        .formatted(kind, database.quoted(), name.replace("`", "``"));
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            // Asked for a view as for a table, the servers answer with the view.
            boolean isView = "View".equals(rows.getMetaData().getColumnLabel(1));
            while (rows.next()) {
                String shown = isView ? "VIEW" : kind;
                add(
                        "%s %s".formatted(shown.toLowerCase(Locale.ROOT), name),
                        shown,
                        name,
                        rows.getString(column));
            }
        }
    }

    private void addEventRows(String sql) throws SQLException {
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(database))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                String part = "event " + rows.getString(1);
                for (int i = 1; i <= columns; i++) {
                    add(part, String.valueOf(rows.getString(i)));
                }
            }
        }
    }

    private void add(String part, String... texts) {
        for (String text : texts) {
            String canonical = COUNTER.matcher(text).replaceAll("");
            canonical = IMPLIED_SET.matcher(canonical).replaceAll("");
            canonical = DEFINER.matcher(canonical).replaceAll("");
            canonical = database.removedFrom(canonical);
            digest.update(canonical.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            parts.merge(part, canonical, (before, more) -> before + '\0' + more);
        }
    }
}
