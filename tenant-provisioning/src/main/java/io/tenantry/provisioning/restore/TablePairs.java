package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    private static Map<String, Map<String, Column>> tables(
            AdminConnection admin, DatabaseName database) throws SQLException {
        Map<String, Map<String, Column>> tables = new TreeMap<>();
        try (PreparedStatement query =
                admin.jdbc()
                        .prepareStatement(
                                """
                                SELECT c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE,
                                       COALESCE(c.GENERATION_EXPRESSION, '') <> '',
                                       COALESCE(k.ORDINAL_POSITION, 0)
                                FROM information_schema.COLUMNS c
                                JOIN information_schema.TABLES t
                                  ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
                                 AND t.TABLE_TYPE = 'BASE TABLE'
                                LEFT JOIN information_schema.KEY_COLUMN_USAGE k
                                  ON k.TABLE_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME
                                 AND k.COLUMN_NAME = c.COLUMN_NAME AND k.CONSTRAINT_NAME = 'PRIMARY'
                                WHERE c.TABLE_SCHEMA = ?
                                ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION
                                """)) {
            query.setString(1, database.value());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Column column =
                            new Column(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getBoolean(4),
                                    row.getInt(5));
                    tables.computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                            .put(column.name(), column);
                }
            }
        }
        tables.keySet().removeAll(OURS);
        return tables;
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
