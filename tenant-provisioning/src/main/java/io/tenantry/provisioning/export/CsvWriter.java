package io.tenantry.provisioning.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: commas, quotes doubled within quotes, CR LF after each row, a header.
 *
 * <p>NULL is an empty field without quotes; numbers have none either, and all else has them. What
 * somebody typed and a spreadsheet would take for a formula gets an apostrophe before it; so does
 * what begins with an apostrophe, so that taking one away gives back what was there.
 */
final class CsvWriter implements RowWriter {
    private static final int BUFFER = 64 * 1024;
    private static final List<byte[]> FULL_WIDTH =
            List.of(utf8("\uff1d"), utf8("\uff0b"), utf8("\uff0d"), utf8("\uff20"));

    private final List<ExportedColumn> columns;
    private final OutputStream out;

    /**
     * Writes the header.
     *
     * @param out stays open
     */
    CsvWriter(ExportedTable table, OutputStream out) throws IOException {
        this.columns = table.columns();
        this.out = new BufferedOutputStream(out, BUFFER);
        for (int i = 0; i < columns.size(); i++) {
            separate(i);
            quote(utf8(columns.get(i).name()), true);
        }
        endRow();
    }

    @Override
    public void write(byte[] @Nullable [] words) throws IOException {
        for (int i = 0; i < words.length; i++) {
            separate(i);
            byte[] word = words[i];
            ColumnForm form = columns.get(i).form();
            if (word == null) {
                continue;
            }
            if (form.isNumber()) {
                out.write(word);
            } else {
                quote(word, form.isTyped());
            }
        }
        endRow();
    }

    private void separate(int column) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private void endRow() throws IOException {
        out.write('\r');
        out.write('\n');
    }

    private void quote(byte[] text, boolean isTyped) throws IOException {
        out.write('"');
        if (isTyped && beginsLikeAFormula(text)) {
            out.write('\'');
        }
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '"') {
                // What is written next begins with this very quote.
                out.write(text, from, i + 1 - from);
                from = i;
            }
        }
        out.write(text, from, text.length - from);
        out.write('"');
    }

    private static boolean beginsLikeAFormula(byte[] text) {
        if (text.length == 0) {
            return false;
        }
        return switch (text[0]) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '\'' -> true;
            // Spreadsheets for East Asia take the wide forms for the narrow ones.
            case (byte) 0xef -> FULL_WIDTH.stream().anyMatch(wide -> begins(text, wide));
            default -> false;
        };
    }

    private static boolean begins(byte[] text, byte[] with) {
        return text.length >= with.length
                && Arrays.equals(text, 0, with.length, with, 0, with.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
