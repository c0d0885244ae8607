package io.tenantry.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.snapshot.EveryType;
import io.tenantry.provisioning.snapshot.Snapshot;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in an export is what stands in the database. */
class ExportZipTest {
    private static final int ROWS = 60;
    private static final DatabaseName ORIGINAL = DatabaseName.of(Ulid.next());
    private static final DatabaseName READ_BACK = DatabaseName.of(Ulid.next());
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static TestFleet fleet;
    private static Map<String, byte[]> files;
    private static Map<String, ExportedTable> tables;
    private static boolean isMysql;

    @BeforeAll
    static void export() throws SQLException, IOException {
        fleet = TestFleet.create();
        fleet.executeOnServer("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(ORIGINAL));
        fleet.executeOnServer("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(READ_BACK));
        try (Connection connection = fleet.connectAsAdmin()) {
            connection.setCatalog(ORIGINAL.value());
            EveryType.makeSchema(connection);
            EveryType.fill(connection, System.nanoTime(), ROWS);
            makeOddTables(connection);
        }
        String serverId = fleet.inControlPlane("SELECT id FROM database_servers").getFirst();
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (AdminConnection admin = fleet.connections().open(serverId);
                Snapshot _ = Snapshot.of(admin, ORIGINAL)) {
            isMysql = admin.version().engine() == Engine.MYSQL;
            About about =
                    new About(
                            "01EXPORT",
                            "01TENANT",
                            "acme",
                            "Acme <b>&",
                            Instant.parse("2026-11-26T10:00:00Z"),
                            "a server",
                            "a version");
            new ExportZip(admin, ORIGINAL, about).writeTo(zip);
            tables = new LinkedHashMap<>();
            new TableReader(admin, ORIGINAL).read().forEach(each -> tables.put(each.name(), each));
        }
        files = unzipped(zip.toByteArray());
    }

    private static void makeOddTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = ''");
            statement.execute(
                    """
                    CREATE TABLE odd (
                        id INT NOT NULL PRIMARY KEY COMMENT 'which <one>', padded INT(6) ZEROFILL,
                        exactly DECIMAL(8,2) ZEROFILL, typed TEXT, doc JSON, some SET('=a','b')
                    ) COMMENT 'odd & ends'
                    """);
            statement.execute(
                    """
                    INSERT INTO odd VALUES
                    (1, 42, 7.50, '=1+2', 'null', '=a,b'), (2, 0, 0, '+49 30', '"=1"', 'b'),
                    (3, NULL, NULL, NULL, NULL, NULL), (4, 1, 1, '-x', '[-0.10, 1e300]', ''),
                    (5, 1, 1, '@x', '{"a":\n [1,\r\n 2]}', ''), (6, 1, 1, '\tx', '-5', ''),
                    (7, 1, 1, '''already', '{}', ''), (8, 1, 1, '＝wide', '[]', ''),
                    (9, 1, 1, '', '{"k":"a\\\\nb"}', ''), (10, 1, 1, '"quoted", with\r\nlines 😀', 'true', '')
                    """);
            statement.execute("CREATE TABLE con (what VARCHAR(20))");
            statement.execute("INSERT INTO con VALUES (NULL), (''), ('x')");
            statement.execute("CREATE TABLE `../up` (id INT)");
            statement.execute("CREATE TABLE `..?up` (id INT)");
            statement.execute("CREATE TABLE tenant_identity (a INT)");
            statement.execute("CREATE TABLE DATABASECHANGELOG (a INT)");
            statement.execute("CREATE TABLE tenantry_migration_progress (a INT)");
        }
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(files.put(entry.getName(), in.readAllBytes())).isNull();
            }
        }
        return files;
    }

    @AfterAll
    static void close() {
        fleet.executeOnServer("DROP DATABASE " + ORIGINAL);
        fleet.executeOnServer("DROP DATABASE " + READ_BACK);
        fleet.close();
    }

    private static byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static String text(String file) {
        return new String(file(file), StandardCharsets.UTF_8);
    }

    private static JsonNode dictionary() throws IOException {
        return JSON.readTree(file("dictionary.json"));
    }

    private static JsonNode entry(String table) throws IOException {
        return StreamSupport.stream(dictionary().get("tables").spliterator(), false)
                .filter(each -> each.get("name").asText().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, JsonNode>> jsonRows(String table) throws IOException {
        String lines = text(entry(table).get("jsonLines").asText());
        assertThat(lines.isEmpty() || lines.endsWith("\n")).isTrue();
        return lines.lines().map(ExportZipTest::parsed).toList();
    }

    private static Map<String, JsonNode> parsed(String line) {
        try {
            return JSON.readValue(line, new TypeReference<LinkedHashMap<String, JsonNode>>() {});
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static List<List<CsvText.Field>> csvRows(String table) throws IOException {
        return CsvText.rows(text(entry(table).get("csv").asText()));
    }

    private static ReadBack readBack(Connection connection, String table) throws SQLException {
        ReadBack readBack =
                new ReadBack(
                        connection,
                        ORIGINAL.value(),
                        READ_BACK.value(),
                        Objects.requireNonNull(tables.get(table)),
                        isMysql);
        readBack.make();
        return readBack;
    }

    private static @Nullable String word(ExportedColumn column, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        return switch (column.form()) {
            case JSON -> value.toString();
            case CHOICES ->
                    value.isNull()
                            ? null
                            : String.join(
                                    ",",
                                    StreamSupport.stream(value.spliterator(), false)
                                            .map(JsonNode::asText)
                                            .toList());
            default -> {
                assertThat(value.isNull() || value.isNumber() == column.form().isNumber())
                        .as(column.name())
                        .isTrue();
                yield value.isNull() ? null : value.asText();
            }
        };
    }

    @Test
    void jsonLinesReadBackAreTheSameRows() throws SQLException, IOException {
        for (String table : List.of("every `type", "odd", "parted")) {
            try (Connection connection = fleet.connectAsAdmin()) {
                ReadBack readBack = readBack(connection, table);
                for (Map<String, JsonNode> row : jsonRows(table)) {
                    Map<String, @Nullable String> words = new LinkedHashMap<>();
                    for (ExportedColumn column : readBack.columns()) {
                        words.put(column.name(), word(column, row.get(column.name())));
                    }
                    readBack.insert(words);
                }
                assertThat(readBack.differences()).as(table).isEmpty();
            }
        }
    }

    @Test
    void csvReadBackIsTheSameRows() throws SQLException, IOException {
        for (String table : List.of("every `type", "odd", "parted")) {
            try (Connection connection = fleet.connectAsAdmin()) {
                ReadBack readBack = readBack(connection, table);
                List<List<CsvText.Field>> rows = csvRows(table);
                for (List<CsvText.Field> row : rows.subList(1, rows.size())) {
                    Map<String, @Nullable String> words = new LinkedHashMap<>();
                    List<ExportedColumn> columns = readBack.table().columns();
                    for (int i = 0; i < columns.size(); i++) {
                        CsvText.Field field = row.get(i);
                        words.put(
                                columns.get(i).name(),
                                columns.get(i).form().isTyped() ? field.unguarded() : field.text());
                    }
                    readBack.insert(words);
                }
                assertThat(readBack.differences()).as(table).isEmpty();
            }
        }
    }

    @Test
    void nothingThatSomebodyTypedBeginsLikeAFormulaInCsv() throws IOException {
        List<List<CsvText.Field>> rows = csvRows("odd");

        assertThat(rows.stream().map(row -> row.get(3).text()))
                .containsExactly(
                        "typed",
                        "'=1+2",
                        "'+49 30",
                        null,
                        "'-x",
                        "'@x",
                        "'\tx",
                        "''already",
                        "'＝wide",
                        "",
                        "\"quoted\", with\r\nlines 😀");
        assertThat(rows.get(1).get(5).text()).isEqualTo("'=a,b");
    }

    @Test
    void nullIsNoEmptyText() throws IOException {
        assertThat(csvRows("con").stream().map(row -> row.getFirst().text()))
                .containsExactly("what", null, "", "x");
        assertThat(jsonRows("con").stream().map(row -> String.valueOf(row.get("what"))))
                .containsExactly("null", "\"\"", "\"x\"");
        List<Map<String, JsonNode>> odd = jsonRows("odd");
        assertThat(odd.get(0)).containsEntry("doc", NullNode.getInstance());
        assertThat(odd.get(2)).doesNotContainKey("doc").containsKey("typed");
    }

    @Test
    void numbersAreNumbersWithAllTheirDigits() {
        assertThat(text("jsonl/every__type.jsonl"))
                .contains(
                        "\"exact\":-99999999999999999999999999999999999.999999999999999999999999999999")
                .contains("\"id\":9223372036854775000");
        assertThat(text("jsonl/odd.jsonl")).contains("\"padded\":42,\"exactly\":7.50");
    }

    @Test
    void aTableWithoutRowsHasAHeaderAndNoLines() throws IOException {
        assertThat(csvRows("nobody")).hasSize(1);
        assertThat(jsonRows("nobody")).isEmpty();
        assertThat(entry("nobody").get("rows").asLong()).isZero();
    }

    @Test
    void theBookkeepingIsLeftOutAndNoFileLeavesItsFolder() {
        assertThat(files.keySet())
                .contains("csv/_con.csv", "csv/___up.csv", "csv/___up-2.csv", "csv/odd.csv")
                .noneMatch(name -> name.contains("..") || name.contains("tenantry"))
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("changelog"))
                .noneMatch(name -> name.contains("identity"));
    }

    @Test
    void theDictionarySaysWhatTheFilesHold() throws IOException {
        JsonNode every = entry("every `type");
        assertThat(every.get("rows").asLong()).isEqualTo(ROWS + 3L);
        assertThat(every.get("primaryKey").toString()).isEqualTo("[\"id\"]");
        JsonNode egg = entry("egg").get("references").get(0);
        assertThat(egg.get("table").asText()).isEqualTo("hen");
        assertThat(egg.get("columns").toString()).isEqualTo("[\"hen\"]");
        JsonNode odd = entry("odd");
        assertThat(odd.get("comment").asText()).isEqualTo("odd & ends");
        assertThat(odd.get("columns").get(0).get("comment").asText()).isEqualTo("which <one>");
        assertThat(odd.get("columns").get(4).get("form").asText()).isEqualTo("json");
        assertThat(odd.get("columns").get(4).get("type").asText()).isEqualTo("json");
        assertThat(dictionary().get("takenAt").asText()).isEqualTo("2026-11-26T10:00:00Z");
        String page = text("README.html");
        assertThat(page)
                .contains("Export of Acme &lt;b&gt;&amp;", "odd &amp; ends", "which &lt;one&gt;")
                .doesNotContain("${");
    }

    @Test
    void theWorkbookHasValuesAndNoFormulas(@TempDir Path folder) throws IOException {
        assertThat(entry("odd").get("sheet").asText()).isEqualTo("odd");
        StringBuilder sheets = new StringBuilder();
        // As spreadsheets do: by the list at its end, not from its beginning on.
        Path workbook = Files.write(folder.resolve("workbook.xlsx"), file("workbook.xlsx"));
        try (ZipFile parts = new ZipFile(workbook.toFile())) {
            for (ZipEntry part : Collections.list(parts.entries())) {
                if (part.getName().startsWith("xl/worksheets/")) {
                    byte[] sheet = parts.getInputStream(part).readAllBytes();
                    sheets.append(new String(sheet, StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(sheets).doesNotContain("<f>").contains("=1+2").contains("<v>7.50</v>");
    }
}
