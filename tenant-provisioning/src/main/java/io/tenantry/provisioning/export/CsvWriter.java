package io.tenantry.provisioning.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: commas, quotes doubled within quotes, CR LF after each row, a header.
 *
 * <p>NULL is an empty field without quotes; numbers have none either, and all else has them, as
 * {@link CsvFields} does it.
 */
final class CsvWriter implements RowWriter {
    private static final int BUFFER = 64 * 1024;

    private final List<ExportedColumn> columns;
    private final OutputStream out;

    /**
     * Writes the header.
     *
     * @param to stays open
     */
    CsvWriter(ExportedTable table, OutputStream to) throws IOException {
        this.columns = table.columns();
        this.out = new BufferedOutputStream(to, BUFFER);
        for (int i = 0; i < columns.size(); i++) {
            separate(i);
            CsvFields.quote(out, utf8(columns.get(i).name()), true);
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
                CsvFields.quote(out, word, form.isTyped());
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
