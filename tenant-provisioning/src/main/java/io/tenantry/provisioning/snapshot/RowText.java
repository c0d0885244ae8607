package io.tenantry.provisioning.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Rows as the text that LOAD DATA reads by default: tabs, newlines, backslashes before both. */
final class RowText {
    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);

    // Not a ByteArrayOutputStream, which locks for each byte: this is where copies spend their
    // time.
    private byte[] buf = new byte[8 * 1024];
    private int count;
    private int taken;

    /**
     * Adds a row.
     *
     * @param values as the server sent them
     */
    void append(Table table, byte[] @Nullable [] values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                write('\t');
            }
            byte[] value = values[i];
            if (value == null) {
                write(NULL, 0, NULL.length);
            } else if (table.columns().get(i).form() == ValueForm.BYTES) {
                byte[] encoded = Base64.getEncoder().encode(value);
                write(encoded, 0, encoded.length);
            } else {
                escape(value);
            }
        }
        write('\n');
    }

    private void escape(byte[] value) {
        int from = 0;
        for (int i = 0; i < value.length; i++) {
            int escaped =
                    switch (value[i]) {
                        case '\t' -> 't';
                        case '\n' -> 'n';
                        case '\\' -> '\\';
                        case 0 -> '0';
                        default -> -1;
                    };
            if (escaped >= 0) {
                write(value, from, i - from);
                write('\\');
                write(escaped);
                from = i + 1;
            }
        }
        write(value, from, value.length - from);
    }

    private void write(int one) {
        room(1);
        buf[count++] = (byte) one;
    }

    private void write(byte[] bytes, int from, int length) {
        room(length);
        System.arraycopy(bytes, from, buf, count, length);
        count += length;
    }

    private void room(int more) {
        if (more > buf.length - count) {
            buf = Arrays.copyOf(buf, Math.max(Math.addExact(count, more), buf.length * 2));
        }
    }

    int size() {
        return count;
    }

    /** Gives it to a sum, from a place on. */
    void addTo(TableSum.Adder sum, int from) {
        sum.add(buf, from, count - from);
    }

    boolean isUsedUp() {
        return taken == count;
    }

    /** Takes as many bytes as there are and fit. */
    int take(byte[] into, int offset, int length) {
        int some = Math.min(length, count - taken);
        System.arraycopy(buf, taken, into, offset, some);
        taken += some;
        return some;
    }

    /** Forgets all rows. */
    void reset() {
        count = 0;
        taken = 0;
    }
}
