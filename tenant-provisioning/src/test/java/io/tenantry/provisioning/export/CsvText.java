package io.tenantry.provisioning.export;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV as RFC 4180 has it, and tells a field without quotes from an empty text. */
final class CsvText {
    private final String text;
    private int position;

    private CsvText(String text) {
        this.text = text;
    }

    /**
     * A field.
     *
     * @param text null if there was nothing, not even quotes
     */
    record Field(@Nullable String text, boolean isQuoted) {
        /** As it was before it was guarded against being a formula. */
        @Nullable String unguarded() {
            return text != null && text.startsWith("'") ? text.substring(1) : text;
        }
    }

    /** All rows, the header included. */
    static List<List<Field>> rows(String text) {
        CsvText csv = new CsvText(text);
        List<List<Field>> rows = new ArrayList<>();
        while (csv.position < text.length()) {
            rows.add(csv.row());
        }
        return rows;
    }

    private List<Field> row() {
        List<Field> row = new ArrayList<>();
        while (true) {
            row.add(field());
            if (text.charAt(position) == ',') {
                position++;
            } else if (text.startsWith("\r\n", position)) {
                position += 2;
                return row;
            } else {
                throw new AssertionError("neither a comma nor the end of a row at " + position);
            }
        }
    }

    private Field field() {
        if (text.charAt(position) == '"') {
            return new Field(quoted(), true);
        }
        int from = position;
        while (text.charAt(position) != ',' && text.charAt(position) != '\r') {
            position++;
        }
        return new Field(from == position ? null : text.substring(from, position), false);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        position++;
        while (true) {
            char c = text.charAt(position++);
            if (c == '"') {
                if (text.charAt(position) != '"') {
                    return field.toString();
                }
                position++;
            }
            field.append(c);
        }
    }
}
