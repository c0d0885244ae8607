package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;

/** The text of some rows for LOAD DATA, made as it is read: a piece of a table of limited size. */
final class RowStream extends InputStream {
    private static final int PORTION = 64 * 1024;

    private final RowPackets rows;
    private final ValueForm[] forms;
    private final TableSum.Adder sum;
    private final RowText text;
    private long left;
    private boolean atEnd;

    /**
     * @param text empty; where the rows become text
     * @param bytes after how many the piece ends, at the next row
     */
    RowStream(RowPackets rows, Table table, TableSum.Adder sum, RowText text, long bytes) {
        this.rows = rows;
        this.forms = table.forms();
        this.sum = sum;
        this.text = text;
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (text.isUsedUp() && !fill()) {
            return -1;
        }
        return text.take(into, offset, length);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long bytes = 0;
        while (hasRows()) {
            bytes += text.writeTo(out);
        }
        return bytes;
    }

    private boolean fill() throws IOException {
        text.reset();
        try {
            while (text.size() < PORTION && left > 0 && !atEnd) {
                int from = text.size();
                if (rows.next()) {
                    text.append(forms, rows.bytes(), rows.length());
                    sum.add(rows.bytes(), 0, rows.length());
                    left -= text.size() - from;
                } else {
                    atEnd = true;
                }
            }
        } catch (SQLException e) {
            throw new ReadingFailed(e);
        }
        return text.size() > 0;
    }

    /** Whether there is any row in this piece that was not read. */
    boolean hasRows() throws IOException {
        return !text.isUsedUp() || fill();
    }

    /** Whether the rows are at an end, once this piece was read. */
    boolean wasLast() {
        return atEnd;
    }

    /** The server stopped sending rows. */
    static final class ReadingFailed extends IOException {
        private static final long serialVersionUID = 1L;

        ReadingFailed(SQLException cause) {
            super(cause);
        }

        /** Whatever it was, as what it was. */
        static SQLException orThrow(IOException failure) throws IOException {
            if (failure.getCause() instanceof SQLException cause) {
                return cause;
            }
            throw failure;
        }
    }
}
