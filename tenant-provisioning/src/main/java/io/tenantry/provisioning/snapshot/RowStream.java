package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The text of some rows for LOAD DATA, made as it is read: a piece of a table of limited size. */
final class RowStream extends InputStream {
    private static final int PORTION = 64 * 1024;

    private final RowSource rows;
    private final TableSum.Adder sum;
    private final RowText text = new RowText();
    private long left;
    private boolean atEnd;
    private @Nullable Exception failure;

    /**
     * @param bytes after how many the piece ends, at the next row
     */
    RowStream(RowSource rows, TableSum.Adder sum, long bytes) {
        this.rows = rows;
        this.sum = sum;
        this.left = bytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (text.isUsedUp() && !fill()) {
            return -1;
        }
        return text.take(into, offset, length);
    }

    private boolean fill() {
        text.reset();
        try {
            while (text.size() < PORTION && left > 0 && !atEnd) {
                int from = text.size();
                if (rows.next()) {
                    text.append(rows.table(), rows.values());
                    text.addTo(sum, from);
                    left -= text.size() - from;
                } else {
                    atEnd = true;
                }
            }
        } catch (SQLException | IOException | RuntimeException e) {
            // Not thrown: the driver would leave the server waiting for the rest of the text.
            failure = e;
            atEnd = true;
            text.reset();
        }
        return text.size() > 0;
    }

    /** Whether there is any row in this piece, before it is read. */
    boolean hasRows() {
        return !text.isUsedUp() || fill();
    }

    /**
     * Whether the table has no more rows, once this piece was read.
     *
     * @throws SQLException as IOException, if the rows could not be read: then the piece is not
     *     whole
     */
    boolean wasLast() throws SQLException, IOException {
        switch (failure) {
            case null -> {}
            case SQLException e -> throw e;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
        return atEnd;
    }
}
