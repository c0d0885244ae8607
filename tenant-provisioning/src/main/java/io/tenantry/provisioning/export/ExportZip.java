package io.tenantry.provisioning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The zip of an export, written while it is read: each table once for each form, which costs time
 * and neither memory nor disk. What describes it comes last, when the rows are counted.
 */
final class ExportZip {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final AdminConnection admin;
    private final DatabaseName database;
    private final About about;

    /**
     * @param admin reads the database as of one moment, for as long as this writes
     */
    ExportZip(AdminConnection admin, DatabaseName database, About about) {
        this.admin = admin;
        this.database = database;
        this.about = about;
    }

    /** What was written. */
    record Report(int tables, long rows) {}

    /** Makes a writer for a table in the entry that was begun. */
    @FunctionalInterface
    private interface Form {
        RowWriter writer(ExportedTable table) throws IOException;
    }

    /**
     * Writes all of it.
     *
     * @param out stays open
     * @throws IOException if it cannot be written
     * @throws SQLException if the database cannot be read
     */
    Report writeTo(OutputStream out) throws IOException, SQLException {
        // Closed on failure as well: it holds memory outside of the heap.
        try (ZipOutputStream zip = new ZipOutputStream(new KeptOpen(out))) {
            List<WrittenTable> tables = new ArrayList<>();
            SheetPlan sheets = new SheetPlan();
            FileNames names = new FileNames();
            for (ExportedTable table : new TableReader(admin, database).read()) {
                WrittenTable written = write(zip, table, names.next(table.name()));
                tables.add(written);
                sheets.add(table, written.rows());
            }
            begin(zip, "workbook.xlsx");
            writeWorkbook(zip, tables, sheets);
            Dictionary dictionary = Dictionary.of(about, tables, sheets);
            begin(zip, "dictionary.json");
            zip.write(JSON.writeValueAsBytes(dictionary));
            begin(zip, "README.html");
            zip.write(ReadmePage.of(dictionary).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            return new Report(tables.size(), dictionary.rows());
        }
    }

    private WrittenTable write(ZipOutputStream zip, ExportedTable table, String name)
            throws IOException, SQLException {
        WrittenTable unknown = new WrittenTable(table, name, 0);
        begin(zip, unknown.csv());
        long rows = write(table, one -> new CsvWriter(one, zip));
        begin(zip, unknown.jsonLines());
        demandSame(table, rows, write(table, one -> new JsonLinesWriter(one, zip)));
        return new WrittenTable(table, name, rows);
    }

    private void writeWorkbook(ZipOutputStream zip, List<WrittenTable> tables, SheetPlan sheets)
            throws IOException, SQLException {
        try (Workbook workbook = new Workbook(new KeptOpen(zip), "Tenantry", null)) {
            writeContents(workbook.newWorksheet(SheetPlan.CONTENTS), tables, sheets);
            for (WrittenTable written : tables) {
                String name = sheets.sheetOf(written.table()).orElse(null);
                if (name != null) {
                    Worksheet sheet = workbook.newWorksheet(name);
                    demandSame(
                            written.table(),
                            written.rows(),
                            write(written.table(), one -> new SheetWriter(one, sheet)));
                }
            }
        }
    }

    private static void writeContents(Worksheet sheet, List<WrittenTable> tables, SheetPlan sheets)
            throws IOException {
        String[] headings = {"Table", "Rows", "Sheet"};
        for (int i = 0; i < headings.length; i++) {
            sheet.inlineString(0, i, headings[i]);
            sheet.style(0, i).bold().set();
        }
        int row = 0;
        for (WrittenTable written : tables) {
            row++;
            ExportedTable table = written.table();
            sheet.inlineString(row, 0, table.name());
            sheet.value(row, 1, written.rows());
            sheet.inlineString(
                    row,
                    2,
                    sheets.sheetOf(table)
                            .orElseGet(() ->
                                    "none: %s; see %s"
                                            .formatted(
                                                    sheets.refusalOf(table).orElse(""),
                                                    written.csv())));
        }
        sheet.finish();
    }

    private long write(ExportedTable table, Form form) throws IOException, SQLException {
        RowWriter writer = form.writer(table);
        long count = 0;
        try (Rows rows = Rows.of(admin, database, table)) {
            while (rows.next()) {
                writer.write(rows.words());
                count++;
            }
        }
        writer.end();
        return count;
    }

    /** It is one moment only if nothing came or went between the readings. */
    private static void demandSame(ExportedTable table, long before, long now) {
        if (before != now) {
            throw new IllegalStateException(
                    "table %s had %d rows and then %d: the snapshot is none"
                            .formatted(table.name(), before, now));
        }
    }

    private void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.ofInstant(about.takenAt(), ZoneOffset.UTC));
        zip.putNextEntry(entry);
    }
}
