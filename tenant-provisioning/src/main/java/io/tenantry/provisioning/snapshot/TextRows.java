package io.tenantry.provisioning.snapshot;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Rows read from the text that {@link RowText} writes. */
final class TextRows {
    private static final int PORTION = 64 * 1024;

    private final ValueForm[] forms;
    private final String table;
    private final InputStream text;
    private final byte[] @Nullable [] values;
    private final byte[] portion = new byte[PORTION];
    private int filled;
    private int position;
    private byte[] field = new byte[1024];

    TextRows(Table table, InputStream text) {
        this.forms = table.forms();
        this.table = table.name();
        this.text = text;
        this.values = new byte[forms.length][];
    }

    /** Goes on to the next row, or says that there is none. */
    boolean next() throws IOException {
        if (position == filled && !fill()) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, i == values.length - 1 ? '\n' : '\t');
        }
        return true;
    }

    private byte @Nullable [] value(int column, int end) throws IOException {
        int length = 0;
        boolean isNull = false;
        while (true) {
            int c = read();
            if (c == end) {
                break;
            }
            if (c == '\\') {
                int escaped = read();
                isNull = escaped == 'N';
                c =
                        switch (escaped) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case '0' -> 0;
                            default -> escaped;
                        };
            }
            if (length == field.length) {
                field = Arrays.copyOf(field, length * 2);
            }
            field[length++] = (byte) c;
        }
        if (isNull) {
            return null;
        }
        byte[] value = Arrays.copyOf(field, length);
        return forms[column] == ValueForm.BYTES ? Base64.getDecoder().decode(value) : value;
    }

    private int read() throws IOException {
        if (position == filled && !fill()) {
            throw new EOFException("the text ends within a row of table " + table);
        }
        return portion[position++];
    }

    private boolean fill() throws IOException {
        int read = text.read(portion, 0, PORTION);
        while (read == 0) {
            read = text.read(portion, 0, PORTION);
        }
        filled = Math.max(0, read);
        position = 0;
        return read > 0;
    }

    /** The present row's values: the same array for each row. */
    byte[] @Nullable [] values() {
        return values;
    }
}
