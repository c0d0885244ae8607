package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Some of a table's rows as text that LOAD DATA reads, in pieces that are small enough for one. */
interface TextFeed extends AutoCloseable {
    /** The next piece, once the last was read; null after the last. The caller closes it. */
    @Nullable InputStream next() throws SQLException, IOException;

    @Override
    void close();
}
