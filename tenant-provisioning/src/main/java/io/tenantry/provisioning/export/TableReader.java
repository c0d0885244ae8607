package io.tenantry.provisioning.export;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which tables of a database hold the tenant's data, and what they look like. */
final class TableReader {
    private static final Set<String> BOOKKEEPING =
            Set.of(
                    "tenant_identity",
                    "idempotency_keys",
                    "databasechangelog",
                    "databasechangeloglock");
    private static final String OURS = "tenantry_";

    private final AdminConnection admin;
    private final DatabaseName database;

    TableReader(AdminConnection admin, DatabaseName database) {
        this.admin = admin;
        this.database = database;
    }

    /** A row that is read. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Whether a table is the product's and not the tenant's. */
    static boolean isBookkeeping(String table) {
        String name = table.toLowerCase(Locale.ROOT);
        return BOOKKEEPING.contains(name) || name.startsWith(OURS);
    }

    /** All tables with data of the tenant, by name. */
    List<ExportedTable> read() throws SQLException {
        Map<String, List<ExportedColumn>> columns = columns(jsonInText());
        Map<String, Map<String, TableKey>> keys = keys();
        Map<String, Map<String, TableReference>> references = references();
        List<ExportedTable> tables = new ArrayList<>();
        each(
                """
                SELECT TABLE_NAME, TABLE_COMMENT
                FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'
                ORDER BY TABLE_NAME
                """,
                row -> {
                    String name = row.getString(1);
                    if (!isBookkeeping(name)) {
                        tables.add(
                                new ExportedTable(
                                        name,
                                        row.getString(2),
                                        List.copyOf(columns.getOrDefault(name, List.of())),
                                        List.copyOf(keys.getOrDefault(name, Map.of()).values()),
                                        List.copyOf(
                                                references.getOrDefault(name, Map.of()).values())));
                    }
                });
        return tables;
    }

    private Map<String, List<ExportedColumn>> columns(Set<String> json) throws SQLException {
        Map<String, List<ExportedColumn>> columns = new LinkedHashMap<>();
        each(
                """
                SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT,
                       GENERATION_EXPRESSION, COLUMN_COMMENT
                FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = ?
                ORDER BY TABLE_NAME, ORDINAL_POSITION
                """,
                row ->
                        columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                .add(column(row, json)));
        return columns;
    }

    private ExportedColumn column(ResultSet row, Set<String> json) throws SQLException {
        String name = row.getString(2);
        boolean isJson = json.contains(row.getString(1) + '.' + checkOf(name));
        String dataType = isJson ? "json" : row.getString(3);
        ColumnForm form = ColumnForm.of(dataType);
        return new ExportedColumn(
                name,
                isJson ? "json" : row.getString(4),
                form,
                row.getString(5).equals("YES"),
                row.getString(6),
                emptyAsNull(row.getString(7)),
                row.getString(8),
                form.selected(Identifiers.quoted(name), dataType, admin.version().engine()));
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** MariaDB has no type for JSON, but a text that is checked. */
    private Set<String> jsonInText() throws SQLException {
        Set<String> checks = new HashSet<>();
        if (admin.version().engine() == Engine.MARIADB) {
            each(
                    """
                    SELECT TABLE_NAME, CHECK_CLAUSE
                    FROM information_schema.CHECK_CONSTRAINTS
                    WHERE CONSTRAINT_SCHEMA = ? AND CHECK_CLAUSE LIKE 'json\\_valid(%)'
                    """,
                    row -> checks.add(row.getString(1) + '.' + row.getString(2)));
        }
        return checks;
    }

    private static String checkOf(String column) {
        return "json_valid(%s)".formatted(Identifiers.quoted(column));
    }

    private Map<String, Map<String, TableKey>> keys() throws SQLException {
        // Of a part that is an expression MySQL names no column; MariaDB has no such parts.
        String part =
                admin.version().engine() == Engine.MYSQL
                        ? "COALESCE(COLUMN_NAME, EXPRESSION)"
                        : "COLUMN_NAME";
        Map<String, Map<String, TableKey>> keys = new LinkedHashMap<>();
        each(
                """
                SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, %s,
                       SUB_PART IS NULL AND COLUMN_NAME IS NOT NULL
                FROM information_schema.STATISTICS
                WHERE TABLE_SCHEMA = ?
                ORDER BY TABLE_NAME, INDEX_NAME <> 'PRIMARY', NON_UNIQUE, INDEX_NAME, SEQ_IN_INDEX
                """
                        .formatted(part),
                row ->
                        keys.computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                                .merge(row.getString(2), key(row), TableReader::joined));
        return keys;
    }

    private static TableKey key(ResultSet row) throws SQLException {
        return new TableKey(
                row.getString(2), row.getInt(3) == 0, List.of(row.getString(4)), row.getBoolean(5));
    }

    private static TableKey joined(TableKey before, TableKey part) {
        return new TableKey(
                before.name(),
                before.isUnique(),
                added(before.parts(), part.parts()),
                before.isWhole() && part.isWhole());
    }

    private Map<String, Map<String, TableReference>> references() throws SQLException {
        Map<String, Map<String, TableReference>> references = new LinkedHashMap<>();
        each(
                """
                SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME,
                       REFERENCED_COLUMN_NAME
                FROM information_schema.KEY_COLUMN_USAGE
                WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME IS NOT NULL
                ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
                """,
                row ->
                        references
                                .computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                                .merge(row.getString(2), reference(row), TableReader::joined));
        return references;
    }

    private static TableReference reference(ResultSet row) throws SQLException {
        return new TableReference(
                row.getString(2),
                List.of(row.getString(3)),
                row.getString(4),
                List.of(row.getString(5)));
    }

    private static TableReference joined(TableReference before, TableReference part) {
        return new TableReference(
                before.name(),
                added(before.columns(), part.columns()),
                before.otherTable(),
                added(before.otherColumns(), part.otherColumns()));
    }

    private static List<String> added(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private void each(String query, RowReader reader) throws SQLException {
        try (PreparedStatement statement = admin.jdbc().prepareStatement(query)) {
            statement.setString(1, database.value());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }
}
