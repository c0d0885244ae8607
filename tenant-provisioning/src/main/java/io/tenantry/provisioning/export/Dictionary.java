package io.tenantry.provisioning.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data dictionary: what the files of an export hold, for machines. Fields are added to it, and
 * none is renamed.
 *
 * @param format of the export as a whole; a reader refuses a higher one than it knows
 * @param forms what the values of columns mean, by the names of forms
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Dictionary(
        int format,
        String export,
        Owner tenant,
        String takenAt,
        String server,
        String schemaVersion,
        Map<String, String> forms,
        List<TableEntry> tables) {
    private static final int FORMAT = 1;

    /** Whose data it is. */
    record Owner(String id, String slug, String name) {}

    /**
     * A table.
     *
     * @param sheet the name of its sheet in the workbook; null if it has none
     * @param noSheet why it has none
     */
    record TableEntry(
            String name,
            String comment,
            long rows,
            String csv,
            String jsonLines,
            @Nullable String sheet,
            @Nullable String noSheet,
            List<ColumnEntry> columns,
            List<String> primaryKey,
            List<KeyEntry> keys,
            List<ReferenceEntry> references) {}

    /** A column; see {@link ExportedColumn}. */
    record ColumnEntry(
            String name,
            String type,
            String form,
            boolean nullable,
            @Nullable String defaultValue,
            @Nullable String generatedAs,
            String comment) {
        static ColumnEntry of(ExportedColumn column) {
            return new ColumnEntry(
                    column.name(),
                    column.type(),
                    column.form().code(),
                    column.isNullable(),
                    column.fallback(),
                    column.generated(),
                    column.comment());
        }
    }

    /** A key other than the primary one. */
    record KeyEntry(String name, boolean unique, List<String> columns) {}

    /** A foreign key. */
    record ReferenceEntry(
            String name, List<String> columns, String table, List<String> tableColumns) {}

    static Dictionary of(About about, List<WrittenTable> tables, SheetPlan sheets) {
        return new Dictionary(
                FORMAT,
                about.export(),
                new Owner(about.tenant(), about.slug(), about.name()),
                about.takenAt().toString(),
                about.server(),
                about.schemaVersion(),
                meanings(),
                tables.stream().map(table -> entry(table, sheets)).toList());
    }

    private static Map<String, String> meanings() {
        Map<String, String> forms = new LinkedHashMap<>();
        Arrays.stream(ColumnForm.values())
                .forEach(form -> forms.put(form.code(), form.description()));
        return forms;
    }

    private static TableEntry entry(WrittenTable written, SheetPlan sheets) {
        ExportedTable table = written.table();
        return new TableEntry(
                table.name(),
                table.comment(),
                written.rows(),
                written.csv(),
                written.jsonLines(),
                sheets.sheetOf(table).orElse(null),
                sheets.refusalOf(table).orElse(null),
                table.columns().stream().map(ColumnEntry::of).toList(),
                table.keys().stream()
                        .filter(TableKey::isPrimary)
                        .findFirst()
                        .map(TableKey::parts)
                        .orElse(List.of()),
                table.keys().stream()
                        .filter(key -> !key.isPrimary())
                        .map(key -> new KeyEntry(key.name(), key.isUnique(), key.parts()))
                        .toList(),
                table.references().stream()
                        .map(one ->
                                new ReferenceEntry(
                                        one.name(),
                                        one.columns(),
                                        one.otherTable(),
                                        one.otherColumns()))
                        .toList());
    }

    long rows() {
        return tables.stream().mapToLong(TableEntry::rows).sum();
    }
}
