package io.tenantry.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Aligned columns, two spaces apart. */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    static <T> String of(List<Column<T>> columns, List<T> rows) {
        TextTable table = new TextTable();
        table.lines.add(columns.stream().map(Column::title).toList());
        for (T row : rows) {
            table.lines.add(
                    columns.stream().map(column -> cell(column.value().apply(row))).toList());
        }
        return table.toString();
    }

    /** One thing: a line a field; what is inside a field is indented below it. */
    static String of(Document document) {
        TextTable table = new TextTable();
        table.fields("", document.fields());
        return table.toString();
    }

    private void fields(String indent, Map<?, ?> fields) {
        fields.forEach((name, value) -> field(indent, String.valueOf(name), value));
    }

    private void field(String indent, String name, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                lines.add(List.of(indent + name, ""));
                fields(indent + "  ", map);
            }
            case List<?> list when !list.isEmpty() -> {
                lines.add(List.of(indent + name, ""));
                for (int i = 0; i < list.size(); i++) {
                    field(indent + "  ", String.valueOf(i + 1), list.get(i));
                }
            }
            case Map<?, ?> _ -> lines.add(List.of(indent + name, "-"));
            case List<?> _ -> lines.add(List.of(indent + name, "-"));
            case null, default -> lines.add(List.of(indent + name, cell(value)));
        }
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Instant at -> at.truncatedTo(ChronoUnit.SECONDS).toString();
            default -> value.toString().replaceAll("\\p{Cntrl}", " ");
        };
    }

    @Override
    public String toString() {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] =
                        Math.max(widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                row.append(cell).repeat(' ', widths[i] - cell.codePointCount(0, cell.length()) + 2);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
