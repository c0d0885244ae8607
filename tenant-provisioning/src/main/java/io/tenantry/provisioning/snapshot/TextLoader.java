package io.tenantry.provisioning.snapshot;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads rows by LOAD DATA LOCAL.
 *
 * <p>A row that the server does not take becomes a warning of it and no error, because the client
 * cannot be stopped: only the comparison afterwards tells.
 */
final class TextLoader implements RowLoader {
    /** A transaction each: so that a large table does not become one huge one. */
    private static final long PIECE = 64L * 1024 * 1024;

    private final long piece;

    TextLoader() {
        this(PIECE);
    }

    /**
     * @param piece after how many bytes a transaction ends
     */
    TextLoader(long piece) {
        this.piece = piece;
    }

    @Override
    public TableSum load(RowSource rows, AdminConnection to, DatabaseName database)
            throws SQLException, IOException {
        TableSum.Adder sum = new TableSum.Adder();
        String statement = statement(rows.table(), database);
        RowStream stream;
        do {
            stream = new RowStream(rows, sum, piece);
            load(statement, stream, (JdbcConnection) to.jdbc());
        } while (!stream.wasLast());
        return sum.sum();
    }

    private static void load(String sql, RowStream stream, JdbcConnection jdbc)
            throws SQLException {
        // Only now may the server ask for text, and there is a stream to give it from: without one
        // the driver would give it any file of ours that it names.
        RuntimeProperty<Boolean> allowed =
                jdbc.getPropertySet().getBooleanProperty(PropertyKey.allowLoadLocalInfile);
        try (JdbcStatement statement = (JdbcStatement) jdbc.createStatement()) {
            statement.setLocalInfileInputStream(stream);
            allowed.setValue(true);
            statement.executeLargeUpdate(sql);
        } finally {
            allowed.setValue(false);
        }
    }

    private static String statement(Table table, DatabaseName database) {
        List<String> read = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Table.Column column = table.columns().get(i);
            if (column.form().isReadAsItIs()) {
                read.add(column.quoted());
            } else {
                String variable = "@v" + i;
                read.add(variable);
                made.add("%s = %s".formatted(column.quoted(), column.form().loaded(variable)));
            }
        }
        return """
        LOAD DATA LOCAL INFILE 'rows' INTO TABLE %s CHARACTER SET utf8mb4
        FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'
        (%s)%s
        """
                .formatted(
                        table.in(database),
                        String.join(", ", read),
                        made.isEmpty() ? "" : " SET " + String.join(", ", made));
    }
}
