package io.tenantry.provisioning.binlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database's section holds while it grows. Large events are kept as they are and not copied:
 * memory holds each of them once.
 */
final class SectionBytes extends OutputStream {
    private static final int LARGE = 64 * 1024;

    private final List<byte[]> before = new ArrayList<>();
    private ByteArrayOutputStream last = new ByteArrayOutputStream(1 << 12);
    private long size;

    @Override
    public void write(int one) {
        last.write(one);
        size++;
    }

    /** Keeps an array that is large and written as a whole: nobody may change it afterwards. */
    @Override
    public void write(byte[] bytes, int from, int length) {
        if (length >= LARGE && length == bytes.length) {
            before.add(last.toByteArray());
            before.add(bytes);
            last = new ByteArrayOutputStream();
        } else {
            last.write(bytes, from, length);
        }
        size += length;
    }

    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] each : before) {
            out.write(each);
        }
        last.writeTo(out);
    }
}
