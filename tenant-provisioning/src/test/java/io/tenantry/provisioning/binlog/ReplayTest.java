package io.tenantry.provisioning.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.binlog.RecoveryFleet.Customer;
import io.tenantry.provisioning.changelog.SchemaFingerprint;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import io.tenantry.provisioning.snapshot.EveryType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was archived of one database, replayed into another. */
class ReplayTest {
    private static RecoveryFleet fleet;

    @BeforeAll
    static void open() {
        fleet = new RecoveryFleet();
    }

    @AfterAll
    static void close() throws SQLException {
        fleet.close();
    }

    private static List<String> rows(DatabaseName database, String columns, String table) {
        return fleet.texts(
                "SELECT CONCAT_WS(' ', %s) FROM %s.%s ORDER BY 1"
                        .formatted(columns, database, table));
    }

    /** A transaction of three rows, and between which times it was committed. */
    private record Written(Instant before, Instant after) {}

    private static List<Written> write(Connection mine, Connection neighbours, int transactions)
            throws SQLException {
        List<Written> written = new ArrayList<>();
        mine.setAutoCommit(false);
        for (int t = 0; t < transactions; t++) {
            if (t == transactions / 2) {
                RecoveryFleet.execute(
                        mine, "ALTER TABLE numbered ADD COLUMN half INT NOT NULL DEFAULT 2");
            }
            for (int row = 3 * t; row < 3 * t + 3; row++) {
                RecoveryFleet.execute(mine, "INSERT INTO numbered (id) VALUES (%d)".formatted(row));
            }
            RecoveryFleet.execute(
                    neighbours, "INSERT INTO numbered (id) VALUES (%d)".formatted(-1 - t));
            Instant before = Instant.now();
            mine.commit();
            written.add(new Written(before, Instant.now()));
        }
        return written;
    }

    @Test
    void whateverTimeIsAskedForExactlyTheTransactionsCommittedByThenComeBackWhole()
            throws SQLException {
        Customer customer = fleet.customer();
        Customer neighbour = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        List<Written> written;
        try (Connection mine = fleet.connect(customer);
                Connection neighbours = fleet.connect(neighbour)) {
            RecoveryFleet.execute(mine, "CREATE TABLE numbered (id INT PRIMARY KEY)");
            RecoveryFleet.execute(neighbours, "CREATE TABLE numbered (id INT PRIMARY KEY)");
            written = write(mine, neighbours, fleet.isMariaDb() ? 600 : 200);
        }
        fleet.settled();

        Instant first = written.getFirst().before();
        long micros = first.until(written.getLast().after(), ChronoUnit.MICROS);
        Random random = new Random(20_261_124);
        for (int i = 0; i < 20; i++) {
            Instant at = first.plus(random.nextLong(micros), ChronoUnit.MICROS);
            Instant exact = Replay.exact(fleet.admin().version().engine(), at);
            DatabaseName copy = fleet.replayed(customer, from, at);

            List<String> ids =
                    fleet.texts("SHOW TABLES FROM %s".formatted(copy)).isEmpty()
                            ? List.of()
                            : fleet.texts("SELECT id FROM %s.numbered ORDER BY id".formatted(copy));
            long committed = written.stream().filter(w -> !w.after().isAfter(exact)).count();
            long begun = written.stream().filter(w -> w.before().isBefore(exact)).count();
            assertThat(ids)
                    .isEqualTo(IntStream.range(0, ids.size()).mapToObj(String::valueOf).toList());
            assertThat(ids.size() % 3).isZero();
            assertThat((long) ids.size() / 3).isBetween(committed, begun);
            fleet.drop(copy);
        }
    }

    @Test
    void everyTypeAndEveryKindOfObjectComesBackAsItWas() throws SQLException {
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer)) {
            EveryType.makeSchema(connection);
            EveryType.fill(connection, 7, 30);
            RecoveryFleet.execute(
                    connection,
                    "UPDATE `every ``type` SET texts = CONCAT('x', texts), tiny = 1 WHERE id > 115",
                    "DELETE FROM `every ``type` WHERE id BETWEEN 105 AND 110",
                    "DELETE FROM egg WHERE id = 2",
                    "UPDATE keyless SET b = 'other' WHERE a = 1 LIMIT 1");
        }
        Instant until = fleet.settled();

        DatabaseName copy = fleet.replayed(customer, from, until);

        for (String table :
                fleet.texts(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = '%s'"
                                .formatted(customer.database()))) {
            assertThat(checksum(copy, table))
                    .as(table)
                    .isEqualTo(checksum(customer.database(), table));
        }
        assertThat(SchemaFingerprint.outline(fleet.admin(), copy).fingerprint())
                .isEqualTo(
                        SchemaFingerprint.outline(fleet.admin(), customer.database())
                                .fingerprint());
    }

    private static String checksum(DatabaseName database, String table) throws SQLException {
        try (Connection connection = fleet.fleet().connectAsAdmin();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "CHECKSUM TABLE %s.%s"
                                        .formatted(database, Identifiers.quoted(table)))) {
            row.next();
            return row.getString(2);
        }
    }

    @Test
    void cascadesDefinitionsAndSavepointsComeBack() throws SQLException {
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE hen (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20))",
                    "CREATE TABLE egg (id INT PRIMARY KEY, hen INT, FOREIGN KEY (hen) REFERENCES hen (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                    "INSERT INTO hen VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Chi')",
                    "INSERT INTO egg VALUES (10, 1), (20, 2), (30, 3)",
                    "DELETE FROM hen WHERE id = 1",
                    "UPDATE hen SET id = 5 WHERE id = 2",
                    "BEGIN",
                    "INSERT INTO hen VALUES (6, 'Dee')",
                    "SAVEPOINT here",
                    "INSERT INTO hen VALUES (7, 'Eve')",
                    "ROLLBACK TO here",
                    "COMMIT",
                    "CREATE TABLE copied SELECT * FROM hen",
                    "UPDATE hen, egg SET hen.name = 'Both', egg.id = egg.id + 1 WHERE egg.hen = hen.id AND hen.id = 3",
                    "CREATE TABLE gone (id INT)",
                    "DROP TABLE gone",
                    "RENAME TABLE copied TO %s.kept".formatted(customer.database()),
                    "TRUNCATE TABLE kept",
                    fleet.isMariaDb()
                            ? "SET STATEMENT max_statement_time = 60 FOR ALTER TABLE kept ADD COLUMN more INT DEFAULT 3"
                            : "ALTER TABLE kept ADD COLUMN more INT DEFAULT 3",
                    "INSERT INTO kept (id, name) VALUES (9, 'äß中😀')");
        }
        Instant until = fleet.settled();

        DatabaseName copy = fleet.replayed(customer, from, until);

        assertThat(rows(copy, "id, name", "hen")).containsExactly("3 Both", "5 Bo", "6 Dee");
        assertThat(rows(copy, "id, hen", "egg")).containsExactly("20 5", "31 3");
        assertThat(rows(copy, "id, name, more", "kept")).containsExactly("9 äß中😀 3");
        assertThat(fleet.texts("SHOW TABLES FROM %s".formatted(copy)))
                .containsExactly("egg", "hen", "kept");
    }

    @Test
    void aTransactionLargerThanASegmentComesBackWhole() throws SQLException {
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE big (id INT PRIMARY KEY, t VARCHAR(400))",
                    "BEGIN",
                    "INSERT INTO big SELECT seq, REPEAT('x', 300) FROM (WITH RECURSIVE s AS (SELECT 1 AS seq UNION ALL SELECT seq + 1 FROM s WHERE seq < 900) SELECT seq FROM s) AS numbers",
                    "UPDATE big SET t = CONCAT(t, 'y')",
                    "COMMIT");
        }
        Instant until = fleet.settled();

        DatabaseName copy = fleet.replayed(customer, from, until);

        assertThat(
                        fleet.fleet()
                                .inControlPlane(
                                        "SELECT COUNT(*) FROM binlog_sections WHERE database_name = '%s'"
                                                .formatted(customer.database()))
                                .getFirst())
                .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(5));
        assertThat(rows(copy, "COUNT(*), SUM(LENGTH(t))", "big")).containsExactly("900 270900");
    }

    /** A row is said again in letters, four for three bytes, and a server takes so many at once. */
    @Test
    void aRowThatTheServerDoesNotTakeAtOnceIsSaidWithWhatToDo() throws SQLException {
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE wide (id INT PRIMARY KEY, t LONGTEXT)",
                    "INSERT INTO wide VALUES (1, REPEAT('x', 13 << 20))");
        }
        Instant until = fleet.settled();
        DatabaseName copy = fleet.scratch();

        if (fleet.isMariaDb()) {
            // 16 MiB at once.
            assertThatThrownBy(() -> fleet.replay(customer, from, until, copy))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.REPLAY_FAILED))
                    .hasMessageContaining("raise its max_allowed_packet");
        } else {
            // 64 MiB.
            fleet.replay(customer, from, until, copy);
            assertThat(rows(copy, "LENGTH(t)", "wide")).containsExactly("13631488");
        }
    }

    @Test
    void compressedTransactionsAndPartsOfDocumentsComeBack() throws SQLException {
        if (fleet.isMariaDb()) {
            return; // MySQL's own.
        }
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "SET SESSION binlog_transaction_compression = ON, binlog_row_value_options = 'PARTIAL_JSON'",
                    "CREATE TABLE doc (id INT PRIMARY KEY, d JSON)",
                    "INSERT INTO doc VALUES (1, JSON_OBJECT('a', 1, 'b', REPEAT('x', 1000)))",
                    "UPDATE doc SET d = JSON_SET(d, '$.a', 2)");
        }
        Instant until = fleet.settled();

        DatabaseName copy = fleet.replayed(customer, from, until);

        assertThat(rows(copy, "JSON_EXTRACT(d, '$.a'), JSON_LENGTH(d)", "doc"))
                .containsExactly("2 2");
    }

    private static void assertRefused(
            Customer customer, ServerLog.Mark from, Instant until, Reason reason)
            throws SQLException {
        DatabaseName copy = fleet.scratch();
        assertThatThrownBy(() -> fleet.replay(customer, from, until, copy))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    @Test
    void whatCannotBeReplayedIsSaidAndStopsNothingThatCameBefore() throws SQLException {
        Customer customer = fleet.customer();
        Customer neighbour = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        Instant good;
        try (Connection connection = fleet.connect(customer);
                Connection other = fleet.connect(neighbour)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE seen (id INT PRIMARY KEY)",
                    "INSERT INTO seen VALUES (1)");
            RecoveryFleet.execute(other, "CREATE TABLE seen (id INT PRIMARY KEY)");
            good = fleet.settled();
            RecoveryFleet.execute(
                    connection,
                    "XA START 'x'",
                    "INSERT INTO seen VALUES (2)",
                    "XA END 'x'",
                    "XA PREPARE 'x'",
                    "XA COMMIT 'x'");
        }
        Instant late = fleet.settled();

        assertThat(rows(fleet.replayed(customer, from, good), "id", "seen")).containsExactly("1");
        assertRefused(customer, from, late, Reason.RECOVERY_GAP);
        assertThat(rows(fleet.replayed(neighbour, from, late), "id", "seen")).isEmpty();
    }

    @Test
    void aStatementInAnUnknownCharacterSetIsAGapOfItsDatabaseAndNobodyElses() throws SQLException {
        Customer customer = fleet.customer();
        Customer neighbour = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer, "GBK");
                Connection other = fleet.connect(neighbour)) {
            RecoveryFleet.execute(
                    connection, "CREATE TABLE seen (id INT PRIMARY KEY COMMENT '中文')");
            RecoveryFleet.execute(other, "CREATE TABLE seen (id INT PRIMARY KEY)");
        }
        Instant late = fleet.settled();

        assertRefused(customer, from, late, Reason.RECOVERY_GAP);
        assertThat(rows(fleet.replayed(neighbour, from, late), "id", "seen")).isEmpty();
    }

    @Test
    void noEventHappensInACopyHoweverItCameIntoTheLog() throws SQLException {
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        fleet.execute("SET GLOBAL event_scheduler = ON");
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE seen (what VARCHAR(20))",
                    "CREATE EVENT made ON SCHEDULE EVERY 1 DAY DO INSERT INTO seen VALUES ('made')",
                    "CREATE EVENT once ON SCHEDULE AT NOW() + INTERVAL 1 SECOND DO INSERT INTO seen VALUES ('once')",
                    "CREATE EVENT changed ON SCHEDULE EVERY 1 DAY DISABLE DO INSERT INTO seen VALUES ('changed')",
                    "ALTER EVENT changed ENABLE",
                    "ALTER EVENT made COMMENT 'enable'");
        }
        Instant before = fleet.settled();
        Awaitility.await().until(() -> rows(customer.database(), "what", "seen").contains("once"));
        Instant after = fleet.settled();

        DatabaseName copy = fleet.replayed(customer, from, before);
        assertThat(happening(copy)).isEmpty();
        assertThat(happening(fleet.replayed(customer, from, after))).isEmpty();
        assertThat(rows(copy, "what", "seen")).doesNotContainSequence("made", "made");
        assertThat(happening(customer.database())).containsExactly("changed", "made");
    }

    private static List<String> happening(DatabaseName database) {
        return fleet.texts(
                "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = '%s' AND STATUS = 'ENABLED' ORDER BY 1"
                        .formatted(database));
    }

    @Test
    void aSegmentThatWasChangedDoesNotOpenAndNeitherDoesOneWhoseKeyIsGone()
            throws SQLException, IOException {
        Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE seen (id INT PRIMARY KEY)",
                    "INSERT INTO seen VALUES (1)");
        }
        Instant until = fleet.settled();
        Path object =
                fleet.fleet()
                        .backupFolder()
                        .resolve(
                                fleet.fleet()
                                        .inControlPlane(
                                                """
                                                SELECT g.object FROM binlog_segments g
                                                JOIN binlog_sections p ON p.stream_id = g.stream_id AND p.number = g.number
                                                WHERE p.database_name = '%s' ORDER BY g.number DESC LIMIT 1
                                                """
                                                        .formatted(customer.database()))
                                        .getFirst());
        byte[] whole = Files.readAllBytes(object);
        byte[] flipped = whole.clone();
        for (int i = 45; i < flipped.length; i += 200) {
            flipped[i] ^= 1;
        }
        Files.write(object, flipped);
        assertRefused(customer, from, until, Reason.BACKUP_DAMAGED);

        Files.write(object, whole);
        assertThat(rows(fleet.replayed(customer, from, until), "id", "seen")).containsExactly("1");

        fleet.fleet()
                .controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "DELETE FROM backup_keys WHERE tenant_id = ?",
                                customer.id().value()));
        assertRefused(customer, from, until, Reason.BACKUP_UNKNOWN);
    }
}
