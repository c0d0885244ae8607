package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how everything in a database is made. */
final class SchemaReader {
    private static final Pattern DEFINER = Pattern.compile(" DEFINER=`[^`]*`@`[^`]*`");

    private final AdminConnection admin;
    private final DatabaseName database;

    SchemaReader(AdminConnection admin, DatabaseName database) {
        this.admin = admin;
        this.database = database;
    }

    /**
     * @param tables the names of its tables
     */
    Schema read(List<String> tables) throws SQLException {
        String[] texts = characterSetAndCollation();
        return new Schema(
                texts[0],
                texts[1],
                tables(tables),
                objects(
                        """
                        SELECT ROUTINE_NAME, ROUTINE_TYPE
                        FROM information_schema.ROUTINES
                        WHERE ROUTINE_SCHEMA = ?
                        ORDER BY ROUTINE_TYPE, ROUTINE_NAME
                        """),
                objects(
                        """
                        SELECT TABLE_NAME, 'VIEW'
                        FROM information_schema.TABLES
                        WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'VIEW'
                        ORDER BY TABLE_NAME
                        """),
                // By the schema of their tables, which is theirs: by their own, MariaDB looks
                // through
                // every database.
                objects(
                        """
                        SELECT TRIGGER_NAME, 'TRIGGER'
                        FROM information_schema.TRIGGERS
                        WHERE EVENT_OBJECT_SCHEMA = ?
                        ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER
                        """),
                objects(
                        """
                        SELECT EVENT_NAME, 'EVENT'
                        FROM information_schema.EVENTS
                        WHERE EVENT_SCHEMA = ?
                        ORDER BY EVENT_NAME
                        """));
    }

    private String[] characterSetAndCollation() throws SQLException {
        return pairs(
                        """
                        SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME
                        FROM information_schema.SCHEMATA
                        WHERE SCHEMA_NAME = ?
                        """)
                .getFirst();
    }

    private List<Table> tables(List<String> names) throws SQLException {
        Map<String, List<Table.Column>> columns = columns();
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(
                    new Table(
                            name,
                            definition("TABLE", name).definition(),
                            columns.getOrDefault(name, List.of())));
        }
        return tables;
    }

    private Map<String, List<Table.Column>> columns() throws SQLException {
        Map<String, List<Table.Column>> columns = new HashMap<>();
        try (var statement =
                admin.jdbc()
                        .prepareStatement(
                                """
                                SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, EXTRA
                                FROM information_schema.COLUMNS
                                WHERE TABLE_SCHEMA = ? AND COALESCE(GENERATION_EXPRESSION, '') = ''
                                ORDER BY TABLE_NAME, ORDINAL_POSITION
                                """)) {
            statement.setString(1, database.value());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(
                                    new Table.Column(
                                            row.getString(2),
                                            ValueForm.of(row.getString(3), row.getString(4))));
                }
            }
        }
        return columns;
    }

    /**
     * @param query names and kinds, for a database
     */
    private List<SchemaObject> objects(String query) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        for (String[] one : pairs(query)) {
            objects.add(definition(one[1], one[0]));
        }
        return objects;
    }

    private List<String[]> pairs(String query) throws SQLException {
        try (var statement = admin.jdbc().prepareStatement(query)) {
            statement.setString(1, database.value());
            List<String[]> pairs = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    pairs.add(new String[] {row.getString(1), row.getString(2)});
                }
            }
            return pairs;
        }
    }

    private SchemaObject definition(String kind, String name) throws SQLException {
        String show =
                "SHOW CREATE %s %s.%s".formatted(kind, database.quoted(), Identifiers.quoted(name));
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery(show)) {
            if (!row.next()) {
                throw new SQLException("%s %s is not there any more".formatted(kind, name));
            }
            Shown shown = new Shown(row);
            String definition = shown.definition();
            if (definition == null) {
                throw new ProvisioningException(
                        Reason.SERVER_REFUSED,
                        "the admin account may not read the definition of %s %s; check the server and grant what is missing"
                                .formatted(kind, name));
            }
            return new SchemaObject(
                    name,
                    database.removedFrom(DEFINER.matcher(definition).replaceFirst("")),
                    shown.text("sql_mode"),
                    shown.text("time_zone"),
                    String.valueOf(shown.text("character_set_client")),
                    String.valueOf(shown.text("collation_connection")));
        }
    }

    /** A row of SHOW CREATE, whose columns depend on what is shown. */
    private record Shown(ResultSet row) {
        @Nullable String definition() throws SQLException {
            ResultSetMetaData columns = row.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String label = columns.getColumnLabel(i);
                if (label.startsWith("Create ") || label.equals("SQL Original Statement")) {
                    return row.getString(i);
                }
            }
            return null;
        }

        @Nullable String text(String label) throws SQLException {
            ResultSetMetaData columns = row.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (columns.getColumnLabel(i).equals(label)) {
                    return row.getString(i);
                }
            }
            return null;
        }
    }
}
