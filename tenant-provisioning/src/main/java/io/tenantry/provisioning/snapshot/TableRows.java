package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The rows of one table, one after the other; the server sends them as they are asked for. */
final class TableRows implements RowSource {
    private final Table table;
    private final Statement statement;
    private final ResultSet rows;
    private final byte[] @Nullable [] values;

    private TableRows(Table table, Statement statement, ResultSet rows) {
        this.table = table;
        this.statement = statement;
        this.rows = rows;
        this.values = new byte[table.columns().size()][];
    }

    /** While they are read, the connection can do nothing else. */
    static TableRows of(AdminConnection admin, DatabaseName database, Table table)
            throws SQLException {
        Statement statement = admin.jdbc().createStatement();
        try {
            // The driver's word for: row by row, rather than all into memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            return new TableRows(
                    table, statement, statement.executeQuery(table.selectFrom(database)));
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** What all rows of a table come to. */
    static TableSum sum(AdminConnection admin, DatabaseName database, Table table)
            throws SQLException {
        TableSum.Adder sum = new TableSum.Adder();
        RowText text = new RowText();
        try (TableRows rows = of(admin, database, table)) {
            while (rows.next()) {
                text.reset();
                text.append(table, rows.values());
                text.addTo(sum, 0);
            }
        }
        return sum.sum();
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public boolean next() throws SQLException {
        if (!rows.next()) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.getBytes(i + 1);
        }
        return true;
    }

    @Override
    public byte[] @Nullable [] values() {
        return values;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
