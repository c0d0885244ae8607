package io.tenantry.provisioning.snapshot;

import java.io.OutputStream;

/** Counts the rows in a text: each ends with a newline, and within a row there is none. */
final class RowCount extends OutputStream {
    private long rows;

    @Override
    public void write(int one) {
        if (one == '\n') {
            rows++;
        }
    }

    @Override
    public void write(byte[] some, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (some[i] == '\n') {
                rows++;
            }
        }
    }

    long rows() {
        return rows;
    }
}
