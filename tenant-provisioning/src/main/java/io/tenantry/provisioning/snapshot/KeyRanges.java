package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a large table that can be read at the same time: ranges of the first column of its
 * primary key, if that is a number or a text. As conditions in SQL, which together are true once
 * for each row.
 */
final class KeyRanges {
    /** All rows in one part. */
    static final List<String> WHOLE = List.of("TRUE");

    private static final int MOST = 512;
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> TEXTS = Set.of("char", "varchar");
    private static final Set<String> BYTES = Set.of("binary", "varbinary");

    private final AdminConnection admin;
    private final DatabaseName database;
    private final long part;

    /**
     * @param part about how many bytes a part should have, as the server stores them
     */
    KeyRanges(AdminConnection admin, DatabaseName database, long part) {
        this.admin = admin;
        this.database = database;
        this.part = part;
    }

    private record Key(String column, String type, long rows, long bytes) {}

    /** A table's parts, in their order; one if it is small, or has no such key. */
    List<String> of(Table table) throws SQLException {
        Optional<Key> key = key(table);
        if (key.isEmpty() || key.get().bytes() < 2 * part) {
            return WHOLE;
        }
        int parts = (int) Math.min(MOST, key.get().bytes() / part);
        List<String> bounds =
                NUMBERS.contains(key.get().type())
                        ? numbers(table, key.get(), parts)
                        : texts(table, key.get(), parts);
        return conditions(Identifiers.quoted(key.get().column()), bounds);
    }

    private Optional<Key> key(Table table) throws SQLException {
        if (admin.version().engine() == Engine.MYSQL) {
            // Else what it says of a new table may be a day old.
            admin.execute("SET SESSION information_schema_stats_expiry = 0");
        }
        // Each table by name: MariaDB does not see through the joins, and would open every table of
        // every database on the server.
        try (var statement =
                admin.jdbc()
                        .prepareStatement(
                                """
                                SELECT c.COLUMN_NAME, c.DATA_TYPE, t.TABLE_ROWS, t.DATA_LENGTH
                                FROM information_schema.TABLES t
                                JOIN information_schema.STATISTICS s
                                  ON s.TABLE_SCHEMA = ? AND s.TABLE_NAME = ?
                                JOIN information_schema.COLUMNS c
                                  ON c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?
                                 AND c.COLUMN_NAME = s.COLUMN_NAME
                                WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ?
                                  AND s.INDEX_NAME = 'PRIMARY' AND s.SEQ_IN_INDEX = 1
                                  AND s.SUB_PART IS NULL
                                """)) {
            for (int i = 1; i <= 6; i += 2) {
                statement.setString(i, database.value());
                statement.setString(i + 1, table.name());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? suitable(row) : Optional.empty();
            }
        }
    }

    private static Optional<Key> suitable(ResultSet row) throws SQLException {
        String type = row.getString(2).toLowerCase(Locale.ROOT);
        return NUMBERS.contains(type) || TEXTS.contains(type) || BYTES.contains(type)
                ? Optional.of(new Key(row.getString(1), type, row.getLong(3), row.getLong(4)))
                : Optional.empty();
    }

    /**
     * As if they lay evenly: a part that is much larger is stored in several pieces all the same.
     */
    private List<String> numbers(Table table, Key key, int parts) throws SQLException {
        String column = Identifiers.quoted(key.column());
        String query =
                "SELECT MIN(%1$s), MAX(%1$s) FROM %2$s".formatted(column, table.in(database));
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getString(1) == null) {
                return List.of();
            }
            BigInteger least = new BigInteger(row.getString(1));
            BigInteger most = new BigInteger(row.getString(2));
            BigInteger width =
                    most.subtract(least).divide(BigInteger.valueOf(parts)).max(BigInteger.ONE);
            List<String> bounds = new ArrayList<>();
            for (BigInteger bound = least.add(width);
                    bound.compareTo(most) <= 0 && bounds.size() < parts - 1;
                    bound = bound.add(width)) {
                bounds.add(bound.toString());
            }
            return bounds;
        }
    }

    /** Steps through the key: that reads the table's pages once, and of its rows little. */
    private List<String> texts(Table table, Key key, int parts) throws SQLException {
        long step = Math.max(1, key.rows() / parts);
        List<String> bounds = new ArrayList<>();
        String last = null;
        while (bounds.size() < MOST) {
            String next = bound(table, key, last, step);
            if (Objects.equals(next, last)) {
                // More rows than a step begin with it: on to the next value.
                next = next == null ? null : bound(table, key, next, -1);
            }
            if (next == null) {
                break;
            }
            bounds.add(next);
            last = next;
        }
        return bounds;
    }

    /**
     * @param step how many rows later; below zero for the next value
     */
    private @Nullable String bound(Table table, Key key, @Nullable String from, long step)
            throws SQLException {
        String column = Identifiers.quoted(key.column());
        String query =
                "SELECT %1$s FROM %2$s FORCE INDEX (PRIMARY) WHERE %3$s ORDER BY %1$s LIMIT 1 OFFSET %4$d"
                        .formatted(
                                column,
                                table.in(database),
                                from == null
                                        ? "TRUE"
                                        : "%s %s %s".formatted(column, step < 0 ? ">" : ">=", from),
                                Math.max(0, step));
        try (Statement statement = admin.jdbc().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next() ? literal(row, key) : null;
            }
        }
    }

    private static String literal(ResultSet row, Key key) throws SQLException {
        return BYTES.contains(key.type())
                ? "X'%s'".formatted(HexFormat.of().formatHex(row.getBytes(1)))
                : "CONVERT(X'%s' USING utf8mb4)"
                        .formatted(
                                HexFormat.of()
                                        .formatHex(
                                                row.getString(1).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> conditions(String column, List<String> bounds) {
        if (bounds.isEmpty()) {
            return WHOLE;
        }
        List<String> conditions = new ArrayList<>();
        conditions.add("%s < %s".formatted(column, bounds.getFirst()));
        for (int i = 1; i < bounds.size(); i++) {
            conditions.add(
                    "%1$s >= %2$s AND %1$s < %3$s"
                            .formatted(column, bounds.get(i - 1), bounds.get(i)));
        }
        conditions.add("%s >= %s".formatted(column, bounds.getLast()));
        return conditions;
    }
}
