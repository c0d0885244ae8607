package io.tenantry.provisioning.snapshot;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads rows by LOAD DATA LOCAL, each text in a transaction of its own.
 *
 * <p>A row that the server does not take becomes a warning of it and no error, because the client
 * cannot be stopped: only the comparison afterwards tells.
 */
final class TextLoader implements RowLoader {
    @Override
    public void load(Table table, InputStream text, AdminConnection to, DatabaseName database)
            throws SQLException, IOException {
        Unfailing stream = new Unfailing(text);
        load(statement(table, database), stream, (JdbcConnection) to.jdbc());
        stream.demandWhole();
    }

    private static void load(String sql, InputStream stream, JdbcConnection jdbc)
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
                        read.isEmpty() ? "@nothing" : String.join(", ", read),
                        made.isEmpty() ? "" : " SET " + String.join(", ", made));
    }

    /** Ends early rather than fail: the driver would leave the server waiting for the rest. */
    private static final class Unfailing extends FilterInputStream {
        private @Nullable Exception failure;

        Unfailing(InputStream text) {
            super(text);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (failure != null) {
                return -1;
            }
            try {
                return in.read(into, offset, length);
            } catch (IOException | RuntimeException e) {
                failure = e;
                return -1;
            }
        }

        void demandWhole() throws IOException {
            switch (failure) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }
    }
}
