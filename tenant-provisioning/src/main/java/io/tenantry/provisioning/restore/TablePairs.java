package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables of a peek and of the tenant's live database. */
final class TablePairs {
    /** Whose database it is and what was done to it: not the tenant's business. */
    private static final Set<String> OURS =
            Set.of(
                    "tenant_identity",
                    "DATABASECHANGELOG",
                    "DATABASECHANGELOGLOCK",
                    "tenantry_migration_progress");

    private final DatabaseName peek;
    private final DatabaseName live;
    private final Map<String, Map<String, Column>> then;
    private final Map<String, Map<String, Column>> now;

    private TablePairs(
            DatabaseName peek,
            DatabaseName live,
            Map<String, Map<String, Column>> then,
            Map<String, Map<String, Column>> now) {
        this.peek = peek;
        this.live = live;
        this.then = then;
        this.now = now;
    }

    /**
     * A column as one of both has it.
     *
     * @param generated whether its value is made of others
     * @param inKey its place in the primary key, from 1; 0 if it is not in it
     */
    private record Column(String name, String type, boolean generated, int inKey) {}

    /** Reads what tables there are. */
    static TablePairs of(AdminConnection admin, DatabaseName peek, DatabaseName live)
            throws SQLException {
        return new TablePairs(peek, live, tables(admin, peek), tables(admin, live));
    }

    // Without joins, by which MariaDB would open every table of every database on the server.
    private static Map<String, Map<String, Column>> tables(
            AdminConnection admin, DatabaseName database) throws SQLException {
        Set<String> base =
                new HashSet<>(
                        admin.texts(
                                """
                                SELECT TABLE_NAME
                                FROM information_schema.TABLES
                                WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'
                                """,
                                database.value()));
        base.removeAll(OURS);
        Map<String, Map<String, Integer>> keys = keys(admin, database);
        Map<String, Map<String, Column>> tables = new TreeMap<>();
        try (PreparedStatement query =
                admin.jdbc()
                        .prepareStatement(
                                """
                                SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE,
                                       COALESCE(GENERATION_EXPRESSION, '') <> ''
                                FROM information_schema.COLUMNS
                                WHERE TABLE_SCHEMA = ?
                                ORDER BY TABLE_NAME, ORDINAL_POSITION
                                """)) {
            query.setString(1, database.value());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String table = row.getString(1);
                    if (base.contains(table)) {
                        String name = row.getString(2);
                        Column column =
                                new Column(
                                        name,
                                        row.getString(3),
                                        row.getBoolean(4),
                                        keys.getOrDefault(table, Map.of()).getOrDefault(name, 0));
                        tables.computeIfAbsent(table, _ -> new LinkedHashMap<>()).put(name, column);
                    }
                }
            }
        }
        return tables;
    }

    private static Map<String, Map<String, Integer>> keys(
            AdminConnection admin, DatabaseName database) throws SQLException {
        Map<String, Map<String, Integer>> keys = new HashMap<>();
        try (PreparedStatement query =
                admin.jdbc()
                        .prepareStatement(
                                """
                                SELECT TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION
                                FROM information_schema.KEY_COLUMN_USAGE
                                WHERE TABLE_SCHEMA = ? AND CONSTRAINT_NAME = 'PRIMARY'
                                """)) {
            query.setString(1, database.value());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                            .put(row.getString(2), row.getInt(3));
                }
            }
        }
        return keys;
    }

    /** The names of all tables, then or now, in their order. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        return names;
    }

    /** Whether a table was there then. */
    boolean wasThere(String table) {
        return then.containsKey(table);
    }

    /** Whether a table is there now. */
    boolean isThere(String table) {
        return now.containsKey(table);
    }

    /** A table that is in both. */
    Optional<TablePair> find(String table) {
        Map<String, Column> before = then.get(table);
        Map<String, Column> after = now.get(table);
        if (before == null || after == null) {
            return Optional.empty();
        }
        List<ComparedColumn> common =
                after.values().stream()
                        .filter(column -> isComparable(before.get(column.name()), column))
                        .map(column -> new ComparedColumn(column.name(), column.type()))
                        .toList();
        return common.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TablePair(
                                peek,
                                live,
                                table,
                                common,
                                key(before, after),
                                without(before, after),
                                without(after, before)));
    }

    private static boolean isComparable(@Nullable Column before, Column after) {
        return before != null && !before.generated() && !after.generated();
    }

    private static List<ComparedColumn> key(Map<String, Column> before, Map<String, Column> after) {
        List<Column> key = key(after);
        boolean same =
                key(before).stream()
                        .map(Column::name)
                        .toList()
                        .equals(key.stream().map(Column::name).toList());
        return same && key.stream().noneMatch(Column::generated)
                ? key.stream().map(c -> new ComparedColumn(c.name(), c.type())).toList()
                : List.of();
    }

    private static List<Column> key(Map<String, Column> columns) {
        TreeMap<Integer, Column> key = new TreeMap<>();
        for (Column column : columns.values()) {
            if (column.inKey() > 0) {
                key.put(column.inKey(), column);
            }
        }
        return List.copyOf(key.values());
    }

    private static List<String> without(Map<String, Column> these, Map<String, Column> those) {
        List<String> names = new ArrayList<>(these.keySet());
        names.removeIf(name -> Objects.nonNull(those.get(name)));
        return names;
    }

    DatabaseName peek() {
        return peek;
    }

    DatabaseName live() {
        return live;
    }
}
