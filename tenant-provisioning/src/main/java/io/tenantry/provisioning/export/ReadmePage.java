package io.tenantry.provisioning.export;

import io.tenantry.provisioning.export.Dictionary.ColumnEntry;
import io.tenantry.provisioning.export.Dictionary.TableEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The data dictionary for people: one page without scripts, whose words are all escaped. */
final class ReadmePage {
    private static final String TEMPLATE = "readme.html";
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

    private ReadmePage() {}

    static String of(Dictionary dictionary) {
        Map<String, String> parts =
                Map.of(
                        "name", escaped(dictionary.tenant().name()),
                        "slug", escaped(dictionary.tenant().slug()),
                        "takenAt", escaped(dictionary.takenAt()),
                        "tables", Integer.toString(dictionary.tables().size()),
                        "rows", Long.toString(dictionary.rows()),
                        "forms",
                                dictionary.forms().entrySet().stream()
                                        .map(form -> row(form.getKey(), form.getValue()))
                                        .collect(Collectors.joining()),
                        "sections",
                                dictionary.tables().stream()
                                        .map(ReadmePage::section)
                                        .collect(Collectors.joining()));
        return PLACE.matcher(template())
                .replaceAll(
                        place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
    }

    private static String template() {
        try (InputStream in = ReadmePage.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(TableEntry table) {
        return """
        <h3>%s</h3>
        <p>%s</p>
        <p>%d rows, in <code>%s</code>, <code>%s</code> and %s.%s</p>
        <table><tr><th>Column</th><th>Type</th><th>Form</th><th>NULL</th><th>Notes</th></tr>
        %s</table>
        """
                .formatted(
                        escaped(table.name()),
                        escaped(table.comment()),
                        table.rows(),
                        escaped(table.csv()),
                        escaped(table.jsonLines()),
                        sheet(table),
                        keys(table),
                        table.columns().stream()
                                .map(ReadmePage::columnRow)
                                .collect(Collectors.joining()));
    }

    private static String sheet(TableEntry table) {
        return table.sheet() == null
                ? "not in the workbook: " + escaped(String.valueOf(table.noSheet()))
                : "the sheet <code>%s</code>".formatted(escaped(table.sheet()));
    }

    private static String keys(TableEntry table) {
        StringBuilder keys = new StringBuilder();
        if (!table.primaryKey().isEmpty()) {
            keys.append("<br>Primary key: ").append(names(table.primaryKey()));
        }
        table.keys()
                .forEach(key ->
                        keys.append(key.unique() ? "<br>Unique: " : "<br>Key: ")
                                .append(names(key.columns())));
        table.references()
                .forEach(reference ->
                        keys.append("<br>")
                                .append(names(reference.columns()))
                                .append(" refers to ")
                                .append(escaped(reference.table()))
                                .append(" (")
                                .append(names(reference.tableColumns()))
                                .append(')'));
        return keys.toString();
    }

    private static String columnRow(ColumnEntry column) {
        String notes = column.comment();
        if (column.generatedAs() != null) {
            notes += " Computed: " + column.generatedAs();
        }
        return row(
                column.name(),
                column.type(),
                column.form(),
                column.nullable() ? "yes" : "no",
                notes.strip());
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> "<td>%s</td>".formatted(escaped(cell)))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String names(List<String> columns) {
        return escaped(String.join(", ", columns));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
