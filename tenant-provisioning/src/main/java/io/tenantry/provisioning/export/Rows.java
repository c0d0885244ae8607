package io.tenantry.provisioning.export;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The rows of one table, one after the other; the server sends them as they are asked for. */
final class Rows implements AutoCloseable {
    private final ExportedTable table;
    private final Statement statement;
    private final ResultSet rows;
    private final byte[] @Nullable [] words;

    private Rows(ExportedTable table, Statement statement, ResultSet rows) {
        this.table = table;
        this.statement = statement;
        this.rows = rows;
        this.words = new byte[table.columns().size()][];
    }

    /** While they are read, the connection can do nothing else. */
    static Rows of(AdminConnection admin, DatabaseName database, ExportedTable table)
            throws SQLException {
        Statement statement = admin.jdbc().createStatement();
        try {
            // The driver's word for: row by row, rather than all into memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            return new Rows(table, statement, statement.executeQuery(table.selectFrom(database)));
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Goes on to the next row, or says that there is none. */
    boolean next() throws SQLException {
        if (!rows.next()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            byte[] value = rows.getBytes(i + 1);
            words[i] = value == null ? null : table.columns().get(i).form().worded(value);
        }
        return true;
    }

    /** The present row's values as all files word them: the same array for each row. */
    byte[] @Nullable [] words() {
        return words;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
