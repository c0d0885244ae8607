package io.tenantry.provisioning.export;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table in some form. */
interface RowWriter {
    /**
     * Adds a row.
     *
     * @param words its values, worded; null for NULL
     */
    void write(byte[] @Nullable [] words) throws IOException;

    /** Writes what is not written yet. */
    void end() throws IOException;
}
