package io.tenantry.provisioning.snapshot;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/**
 * What one piece of work has of the whole that onlookers are told of: as many bytes as were
 * reckoned with, however many there turn out to be. For one thread.
 */
final class Share {
    private static final long OFTEN = 64 * 1024;

    private final LongConsumer headway;
    private long left;
    private long untold;

    /**
     * @param bytes about how many there are to work on
     */
    Share(long bytes, LongConsumer headway) {
        this.left = bytes;
        this.headway = headway;
    }

    /** So many have been worked on. */
    void made(long bytes) {
        untold += bytes;
        if (untold >= OFTEN) {
            flush();
        }
    }

    /** What has been worked on is told, however little it is. */
    void flush() {
        count(untold);
        untold = 0;
    }

    /** All have. */
    void end() {
        count(left);
    }

    private void count(long bytes) {
        long counted = Math.min(bytes, left);
        left -= counted;
        headway.accept(counted);
    }

    OutputStream counted(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                out.write(one);
                made(1);
            }

            @Override
            public void write(byte[] some, int from, int length) throws IOException {
                out.write(some, from, length);
                made(length);
            }
        };
    }

    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int one = in.read();
                made(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = in.read(into, from, length);
                made(Math.max(0, read));
                return read;
            }
        };
    }
}
