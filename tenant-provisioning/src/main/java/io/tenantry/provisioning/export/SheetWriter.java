package io.tenantry.provisioning.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table as a sheet. Cells hold values, never formulas, whatever a text begins with. What a
 * spreadsheet would change is text: numbers of more than 15 digits, days before March 1900.
 */
final class SheetWriter implements RowWriter {
    /** What a cell can hold. */
    static final int LONGEST_TEXT = 32_767;

    private static final String CUT = "\u2026";
    private static final int MOST_DIGITS = 15;
    private static final int COLUMN_WIDTH = 20;
    private static final int ROWS_AT_ONCE = 200;
    private static final long CHARACTERS_AT_ONCE = 1_000_000;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
    // Excel believes that there was a 29 February 1900.
    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(1900, 3, 1, 0, 0);
    private static final double NANOS_OF_A_DAY = Duration.ofDays(1).toNanos();

    private final List<ExportedColumn> columns;
    private final Worksheet sheet;
    private int row;
    private int flushedAt;
    private long characters;

    SheetWriter(ExportedTable table, Worksheet sheet) {
        this.columns = table.columns();
        this.sheet = sheet;
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, COLUMN_WIDTH);
            heading(i, columns.get(i).name());
        }
        sheet.freezePane(0, 1);
    }

    private void heading(int column, String name) {
        sheet.inlineString(0, column, name);
        sheet.style(0, column).bold().set();
    }

    @Override
    public void write(byte[] @Nullable [] words) throws IOException {
        row++;
        for (int i = 0; i < words.length; i++) {
            byte[] word = words[i];
            if (word != null) {
                cell(i, columns.get(i).form(), new String(word, StandardCharsets.UTF_8));
                characters += word.length;
            }
        }
        if (row - flushedAt >= ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE) {
            sheet.flush();
            flushedAt = row;
            characters = 0;
        }
    }

    private void cell(int column, ColumnForm form, String word) {
        boolean written =
                switch (form) {
                    case INTEGER, DECIMAL -> number(column, new BigDecimal(word));
                    case FLOAT, DOUBLE -> number(column, Double.valueOf(word));
                    case DATE -> moment(column, word + "T00:00:00", "yyyy-mm-dd");
                    case DATETIME -> moment(column, word, "yyyy-mm-dd hh:mm:ss");
                    case TIMESTAMP ->
                            moment(
                                    column,
                                    word.substring(0, word.length() - 1),
                                    "yyyy-mm-dd hh:mm:ss");
                    default -> false;
                };
        if (!written) {
            sheet.inlineString(row, column, fitting(word));
        }
    }

    private boolean number(int column, Double value) {
        sheet.value(row, column, value);
        return true;
    }

    private boolean number(int column, BigDecimal value) {
        boolean fits = value.precision() <= MOST_DIGITS && value.scale() <= MOST_DIGITS;
        if (fits) {
            sheet.value(row, column, value);
        }
        return fits;
    }

    private boolean moment(int column, String word, String format) {
        LocalDateTime moment = parsed(word);
        if (moment == null || moment.isBefore(FIRST_DAY)) {
            return false;
        }
        Duration since = Duration.between(EPOCH, moment);
        double days = since.toDays() + since.minusDays(since.toDays()).toNanos() / NANOS_OF_A_DAY;
        sheet.value(row, column, days);
        sheet.style(row, column).format(format).set();
        return true;
    }

    private static @Nullable LocalDateTime parsed(String word) {
        try {
            return LocalDateTime.parse(word);
        } catch (DateTimeException e) {
            // A day that does not exist, which the database knows.
            return null;
        }
    }

    private static String fitting(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = LONGEST_TEXT - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + CUT;
    }

    @Override
    public void end() throws IOException {
        sheet.finish();
    }
}
