package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Rows as the text that LOAD DATA reads by default: tabs, newlines, backslashes before both. */
final class RowText {
    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL = 96 * 1024;
    private static final int LONGEST_KEPT = 2 * 1024 * 1024;
    // Divisible by three, so that no padding comes between.
    private static final int ENCODED_AT_ONCE = 12 * 1024;

    /** What stands for a byte behind a backslash; 0 if it stands for itself. */
    private static final byte[] ESCAPED = escaped();

    // Not a ByteArrayOutputStream, which locks for each byte: this is where copies spend their
    // time.
    private byte[] buf = new byte[USUAL];
    private int count;
    private int taken;

    private static byte[] escaped() {
        byte[] escaped = new byte[256];
        escaped['\t'] = 't';
        escaped['\n'] = 'n';
        escaped['\\'] = '\\';
        escaped[0] = '0';
        return escaped;
    }

    /**
     * Adds a row.
     *
     * @param packet the row as the server sent it: values one after the other, each behind its
     *     length
     */
    void append(ValueForm[] forms, byte[] packet, int length) {
        int at = 0;
        for (int i = 0; i < forms.length; i++) {
            if (i > 0) {
                write('\t');
            }
            int first = packet[at++] & 0xff;
            switch (first) {
                case 0xfb -> write(NULL, 0, NULL.length);
                case 0xfc, 0xfd, 0xfe -> {
                    int width = first == 0xfc ? 2 : first == 0xfd ? 3 : 8;
                    int size = Math.toIntExact(number(packet, at, width));
                    append(forms[i], packet, at + width, size);
                    at += width + size;
                }
                default -> {
                    append(forms[i], packet, at, first);
                    at += first;
                }
            }
        }
        if (at != length) {
            throw new IllegalStateException(
                    "a row has %d bytes where %d were expected".formatted(length, at));
        }
        write('\n');
    }

    private static long number(byte[] packet, int at, int width) {
        long number = 0;
        for (int i = width - 1; i >= 0; i--) {
            number = (number << 8) | (packet[at + i] & 0xff);
        }
        return number;
    }

    private void append(ValueForm form, byte[] packet, int at, int size) {
        if (form == ValueForm.BYTES) {
            encode(packet, at, size);
        } else if (form.isPlain()) {
            write(packet, at, size);
        } else {
            escape(packet, at, size);
        }
    }

    private void escape(byte[] packet, int at, int size) {
        room(size);
        int end = at + size;
        int from = at;
        for (int i = at; i < end; i++) {
            byte escaped = ESCAPED[packet[i] & 0xff];
            if (escaped != 0) {
                write(packet, from, i - from);
                write('\\');
                write(escaped);
                from = i + 1;
            }
        }
        write(packet, from, end - from);
    }

    private void encode(byte[] packet, int at, int size) {
        // At once: to grow in between would hold all of it twice.
        room(Math.toIntExact((size + 2L) / 3 * 4));
        for (int done = 0; done < size; done += ENCODED_AT_ONCE) {
            byte[] some =
                    Arrays.copyOfRange(
                            packet, at + done, at + Math.min(size, done + ENCODED_AT_ONCE));
            byte[] encoded = Base64.getEncoder().encode(some);
            write(encoded, 0, encoded.length);
        }
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
            // A large row's buffer has little to spare.
            int grown = buf.length + (buf.length < LONGEST_KEPT ? buf.length : buf.length / 8);
            buf = Arrays.copyOf(buf, Math.max(Math.addExact(count, more), grown));
        }
    }

    int size() {
        return count;
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

    /** Takes all bytes. */
    int writeTo(OutputStream out) throws IOException {
        int some = count - taken;
        out.write(buf, taken, some);
        taken = count;
        return some;
    }

    /** Forgets all rows. */
    void reset() {
        count = 0;
        taken = 0;
        if (buf.length > LONGEST_KEPT) {
            buf = new byte[USUAL];
        }
    }
}
