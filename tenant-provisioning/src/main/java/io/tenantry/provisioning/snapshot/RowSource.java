package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of one table, one after the other. */
interface RowSource extends AutoCloseable {
    Table table();

    /** Goes on to the next row, or says that there is none. */
    boolean next() throws SQLException, IOException;

    /** The present row's values as a server sends them: the same array for each row. */
    byte[] @Nullable [] values();

    @Override
    void close() throws SQLException, IOException;
}
