package io.tenantry.provisioning.export;

import io.tenantry.provisioning.server.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes exported words into another table of the same definition, and compares both. */
record ReadBack(
        Connection connection, String from, String to, ExportedTable table, boolean isMysql) {
    /** The columns that hold values of their own. */
    List<ExportedColumn> columns() {
        return table.columns().stream().filter(column -> column.generated() == null).toList();
    }

    private String in(String database) {
        return "%s.%s".formatted(database, Identifiers.quoted(table.name()));
    }

    /** Makes the empty table. */
    void make() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'");
            statement.execute("DROP TABLE IF EXISTS " + in(to));
            statement.execute("CREATE TABLE %s LIKE %s".formatted(in(to), in(from)));
        }
    }

    /**
     * Adds a row.
     *
     * @param words by column, as exported
     */
    void insert(Map<String, @Nullable String> words) throws SQLException {
        String sql =
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(
                                in(to),
                                columns().stream()
                                        .map(column -> Identifiers.quoted(column.name()))
                                        .collect(Collectors.joining(", ")),
                                columns().stream()
                                        .map(this::parameter)
                                        .collect(Collectors.joining(", ")));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int i = 1;
            for (ExportedColumn column : columns()) {
                i = bind(statement, i, column, words.get(column.name()));
            }
            statement.executeUpdate();
        }
    }

    private String parameter(ExportedColumn column) {
        if (column.form() == ColumnForm.GEOMETRY) {
            return isMysql
                    ? "ST_GeomFromText(?, ?, 'axis-order=long-lat')"
                    : "ST_GeomFromText(?, ?)";
        }
        return column.selected().endsWith("AS UNSIGNED)") ? "CAST(? AS UNSIGNED)" : "?";
    }

    private static int bind(
            PreparedStatement statement, int i, ExportedColumn column, @Nullable String word)
            throws SQLException {
        if (word == null) {
            statement.setObject(i, null);
            if (column.form() == ColumnForm.GEOMETRY) {
                statement.setInt(i + 1, 0);
                return i + 2;
            }
            return i + 1;
        }
        switch (column.form()) {
            case BINARY -> statement.setBytes(i, Base64.getDecoder().decode(word));
            case DATETIME -> statement.setString(i, word.replace('T', ' '));
            case TIMESTAMP -> statement.setString(i, word.replace('T', ' ').replace("Z", ""));
            case GEOMETRY -> {
                int end = word.indexOf(';');
                statement.setString(i, word.substring(end + 1));
                statement.setInt(i + 1, Integer.parseInt(word.substring("SRID=".length(), end)));
                return i + 2;
            }
            default -> statement.setString(i, word);
        }
        return i + 1;
    }

    /** How many values are not the same, by column; the tables have an {@code id}. */
    Map<String, Long> differences() throws SQLException {
        Map<String, Long> differences = new LinkedHashMap<>();
        for (ExportedColumn column : table.columns()) {
            String sql =
                    "SELECT COUNT(*) FROM %s o LEFT JOIN %s r ON o.id = r.id WHERE NOT (%s)"
                            .formatted(in(from), in(to), same(column));
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                if (row.getLong(1) > 0) {
                    differences.put(column.name(), row.getLong(1));
                }
            }
        }
        return differences;
    }

    private String same(ExportedColumn column) {
        String name = Identifiers.quoted(column.name());
        String bytes = "HEX(o.%1$s) <=> HEX(r.%1$s)".formatted(name);
        return switch (column.form()) {
            case TEXT, CHOICE, CHOICES, BINARY, GEOMETRY -> bytes;
            // To MariaDB it is a text, of which white space and the way of escaping may differ.
            case JSON ->
                    isMysql
                            ? "o.%1$s <=> r.%1$s".formatted(name)
                            : "%2$s OR COALESCE(JSON_EQUALS(o.%1$s, r.%1$s), 0)"
                                    .formatted(name, bytes);
            default -> "o.%1$s <=> r.%1$s".formatted(name);
        };
    }
}
