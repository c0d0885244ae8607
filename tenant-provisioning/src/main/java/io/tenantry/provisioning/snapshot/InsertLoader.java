package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loads rows by INSERT, many at a time: for servers that do not allow LOAD DATA LOCAL. */
final class InsertLoader implements RowLoader {
    private static final int MANY = 512 * 1024;

    @Override
    public void load(Table table, InputStream text, AdminConnection to, DatabaseName database)
            throws SQLException, IOException {
        TextRows rows = new TextRows(table, text);
        String begin =
                "INSERT INTO %s (%s) VALUES "
                        .formatted(
                                table.in(database),
                                table.columns().stream()
                                        .map(Table.Column::quoted)
                                        .collect(Collectors.joining(", ")));
        StringBuilder insert = new StringBuilder(begin);
        try (Statement statement = to.jdbc().createStatement()) {
            // Braces in values are not the driver's business.
            statement.setEscapeProcessing(false);
            while (rows.next()) {
                append(insert, table, rows.values());
                if (insert.length() >= MANY) {
                    flush(statement, insert, begin);
                }
            }
            if (insert.length() > begin.length()) {
                flush(statement, insert, begin);
            }
        }
    }

    private static void flush(Statement statement, StringBuilder insert, String begin)
            throws SQLException {
        // Without the comma at the end.
        insert.setLength(insert.length() - 1);
        statement.executeLargeUpdate(insert.toString());
        insert.setLength(0);
        insert.append(begin);
    }

    private static void append(StringBuilder insert, Table table, byte[] @Nullable [] values) {
        insert.append('(');
        for (int i = 0; i < table.columns().size(); i++) {
            if (i > 0) {
                insert.append(',');
            }
            append(insert, table.columns().get(i).form(), values[i]);
        }
        insert.append("),");
    }

    private static void append(StringBuilder insert, ValueForm form, byte @Nullable [] value) {
        if (value == null) {
            insert.append("NULL");
        } else if (form == ValueForm.BYTES) {
            insert.append("X'").append(HexFormat.of().formatHex(value)).append('\'');
        } else if (form == ValueForm.BITS) {
            insert.append(new String(value, StandardCharsets.US_ASCII));
        } else {
            quote(insert, new String(value, StandardCharsets.UTF_8));
        }
    }

    /** A literal under a session whose sql_mode has no NO_BACKSLASH_ESCAPES. */
    private static void quote(StringBuilder insert, String value) {
        insert.append('\'');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\'' || c == '\\') {
                insert.append('\\').append(c);
            } else if (c == 0) {
                insert.append("\\0");
            } else {
                insert.append(c);
            }
        }
        insert.append('\'');
    }
}
