package io.tenantry.provisioning.snapshot;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows read from the text that {@link RowText} writes, which may come in several pieces. */
final class TextRows implements RowSource {
    private static final int PORTION = 64 * 1024;

    /** Opens the next piece; null after the last. */
    @FunctionalInterface
    interface Pieces {
        @Nullable InputStream next() throws IOException;
    }

    private final Table table;
    private final Pieces pieces;
    private final byte[] @Nullable [] values;
    private final byte[] portion = new byte[PORTION];
    private int filled;
    private int position;
    private byte[] field = new byte[1024];
    private @Nullable InputStream piece;

    TextRows(Table table, Pieces pieces) {
        this.table = table;
        this.pieces = pieces;
        this.values = new byte[table.columns().size()][];
    }

    /** The pieces that a list of names leads to. */
    static Pieces pieces(Iterator<String> names, Opening opening) {
        return () -> names.hasNext() ? opening.open(names.next()) : null;
    }

    /** Opens a piece by its name. */
    @FunctionalInterface
    interface Opening {
        InputStream open(String name) throws IOException;
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public boolean next() throws IOException {
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
        byte[] text = Arrays.copyOf(field, length);
        return table.columns().get(column).form() == ValueForm.BYTES
                ? Base64.getDecoder().decode(text)
                : text;
    }

    private int read() throws IOException {
        if (position == filled && !fill()) {
            throw new EOFException("the text ends within a row of table " + table.name());
        }
        return portion[position++];
    }

    private boolean fill() throws IOException {
        while (true) {
            if (piece == null) {
                piece = pieces.next();
                if (piece == null) {
                    return false;
                }
            }
            int read = piece.read(portion, 0, PORTION);
            if (read > 0) {
                filled = read;
                position = 0;
                return true;
            }
            piece.close();
            piece = null;
        }
    }

    @Override
    public byte[] @Nullable [] values() {
        return values;
    }

    @Override
    public void close() throws IOException {
        if (piece != null) {
            piece.close();
        }
    }
}
