package io.tenantry.provisioning.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.binlog.RecoveryFleet.Customer;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server's log is archived whole and once, whatever happens to who archives it. */
class ArchiverTest {
    private static final String ROWS =
            "(WITH RECURSIVE s AS (SELECT 1 AS seq UNION ALL SELECT seq + 1 FROM s WHERE seq < 900) SELECT seq FROM s) AS numbers";

    private static RecoveryFleet fleet;

    @BeforeAll
    static void open() {
        fleet = new RecoveryFleet();
    }

    @AfterAll
    static void close() throws SQLException {
        fleet.fleet().beforePut(name -> {});
        fleet.close();
    }

    private static void write(Customer customer, String... statements) throws SQLException {
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(connection, statements);
        }
    }

    private static List<String> ids(DatabaseName database) {
        return fleet.texts("SELECT id FROM %s.seen ORDER BY id".formatted(database));
    }

    /** Leases are ended by the control plane's clock, which only tests move. */
    private static void awaitTakenOver() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    fleet.fleet().clock().advance(Duration.ofMillis(300));
                    String owner =
                            fleet.fleet()
                                    .inControlPlane(
                                            "SELECT COALESCE(lease_owner, '') FROM binlog_archivers")
                                    .getFirst();
                    return owner.startsWith("second/") || owner.startsWith("third/");
                });
    }

    private static void assertNoGapAndNothingTwice() {
        assertThat(
                        fleet.fleet()
                                .inControlPlane(
                                        """
                                        SELECT CONCAT(a.number, ' ends at ', a.last_pos, ', ', b.number, ' begins at ', b.first_pos)
                                        FROM binlog_segments a JOIN binlog_segments b
                                          ON b.stream_id = a.stream_id AND b.number = a.number + 1
                                        WHERE (a.next_file IS NULL AND (a.last_pos <> b.first_pos OR a.file <> b.file))
                                           OR (a.next_file IS NOT NULL AND (b.file <> a.next_file OR b.first_pos <> 4))
                                        """))
                .isEmpty();
    }

    @Test
    void whatAKilledReplicaLeftInTheMiddleOfATransactionGoesOnElsewhere() throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY, t VARCHAR(400))");
        ServerLog.Mark from = fleet.mark();
        fleet.settled();
        String streams = streams();
        AtomicInteger puts = new AtomicInteger();
        Archivers first = fleet.archivers();
        fleet.fleet()
                .beforePut(name -> {
                    if (name.startsWith("binlog/") && puts.incrementAndGet() == 3) {
                        first.kill();
                        throw new IOException("killed");
                    }
                });
        write(customer, "INSERT INTO seen SELECT seq, REPEAT('x', 300) FROM " + ROWS);
        Awaitility.await().until(() -> puts.get() >= 3);

        Archivers second = fleet.archivers("second", 1 << 16);
        second.start();
        Archivers third = fleet.archivers("third", 1 << 16);
        third.start();
        fleet.archivers(second);
        awaitTakenOver();
        Instant until = fleet.settled();
        third.close();

        assertThat(ids(copyOf(customer, from, until))).hasSize(900);
        assertNoGapAndNothingTwice();
        assertThat(streams()).isEqualTo(streams);
    }

    @Test
    void whatADatabaseWasThatIsGoneBeforeItsLogIsReadIsArchivedIfThereIsABackupOfIt()
            throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        ServerLog.Mark from = fleet.mark();
        fleet.settled();
        fleet.archivers().close();
        write(customer, "INSERT INTO seen VALUES (1)");
        fleet.fleet()
                .controlPlane()
                .useTransaction(handle -> {
                    handle.execute(
                            """
                            INSERT INTO backups (id, tenant_id, state, created_at, origin, database_name)
                            VALUES (?, ?, 'ready', NOW(6), 'manual', ?)
                            """,
                            Ulid.next(),
                            customer.id().value(),
                            customer.database().value());
                    handle.execute(
                            "DELETE FROM tenant_databases WHERE tenant_id = ?",
                            customer.id().value());
                });

        fleet.goOn("later");
        Instant until = fleet.settled();

        assertThat(ids(copyOf(customer, from, until))).containsExactly("1");
    }

    private static String streams() {
        return fleet.fleet().inControlPlane("SELECT COUNT(*) FROM binlog_streams").getFirst();
    }

    private static DatabaseName copyOf(Customer customer, ServerLog.Mark from, Instant until)
            throws SQLException {
        DatabaseName copy = fleet.scratch();
        RecoveryFleet.execute(
                fleet.admin().jdbc(),
                "CREATE TABLE %s.seen LIKE %s.seen".formatted(copy, customer.database()));
        fleet.replay(customer, from, until, copy);
        return copy;
    }

    @Test
    void whoHasLostTheLeaseArchivesNothing() throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        fleet.settled();
        ServerLog.Mark from = fleet.mark();
        // As if the replica had slept for so long that another took the server on, and left it.
        fleet.fleet()
                .controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE binlog_archivers SET lease_token = lease_token + 1, lease_owner = NULL, lease_until = NULL"));
        write(customer, "INSERT INTO seen VALUES (1), (2)");

        Instant until = fleet.settled();

        assertThat(ids(copyOf(customer, from, until))).containsExactly("1", "2");
        assertNoGapAndNothingTwice();
    }

    @Test
    void aStoreThatFailsIsTriedAgainAndNothingIsLost() throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        fleet.settled();
        ServerLog.Mark from = fleet.mark();
        AtomicInteger failures = new AtomicInteger();
        fleet.fleet()
                .beforePut(name -> {
                    if (name.startsWith("binlog/") && failures.incrementAndGet() <= 2) {
                        throw new IOException("no room");
                    }
                });
        write(customer, "INSERT INTO seen VALUES (1)");
        Instant until = fleet.settled();

        assertThat(failures.get()).isGreaterThan(2);
        assertThat(ids(copyOf(customer, from, until))).containsExactly("1");
        assertNoGapAndNothingTwice();
    }

    @Test
    void anotherFileGoesOnWhereTheOneBeforeEnds() throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        ServerLog.Mark from = fleet.mark();
        write(
                customer,
                "INSERT INTO seen VALUES (1)",
                "FLUSH BINARY LOGS",
                "INSERT INTO seen VALUES (2)",
                "FLUSH BINARY LOGS");
        Instant until = fleet.settled();

        assertThat(ids(copyOf(customer, from, until))).containsExactly("1", "2");
        assertNoGapAndNothingTwice();
    }

    /** MariaDB keeps what somebody still follows, until it notices that nobody does. */
    private static void purge() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    String last = fleet.mark().end().file();
                    fleet.execute("PURGE BINARY LOGS TO '%s'".formatted(last));
                    return new ServerLog(fleet.admin()).files().getFirst().name().equals(last);
                });
    }

    @Test
    void logsThatTheServerThrewAwayAreAGapWithTimes() throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        ServerLog.Mark from = fleet.mark();
        write(customer, "INSERT INTO seen VALUES (1)");
        Instant good = fleet.settled();
        fleet.archivers().close();
        write(customer, "FLUSH BINARY LOGS", "INSERT INTO seen VALUES (2)", "FLUSH BINARY LOGS");
        purge();
        write(customer, "INSERT INTO seen VALUES (3)");
        fleet.goOn("next");
        ServerLog.Mark later = fleet.mark();
        write(customer, "INSERT INTO seen VALUES (4)");
        Instant until = fleet.settled();

        assertThat(ids(copyOf(customer, from, good))).containsExactly("1");
        assertGap(customer, from, until);
        assertThat(ids(copyOf(customer, later, until))).containsExactly("4");
        assertThat(fleet.recovery().gaps(fleet.serverId()).getFirst())
                .satisfies(gap -> {
                    assertThat(gap.reason()).isEqualTo(GapReason.LOGS_PURGED);
                    assertThat(gap.from()).isAfterOrEqualTo(good);
                    assertThat(gap.to()).isBefore(later.time());
                });
    }

    @Test
    void aServerThatBeganItsLogsAnewIsAGap() throws SQLException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        ServerLog.Mark from = fleet.mark();
        fleet.settled();
        fleet.archivers().close();
        fleet.execute(fleet.isMariaDb() ? "RESET MASTER" : "RESET BINARY LOGS AND GTIDS");
        write(customer, "INSERT INTO seen VALUES (1)");
        fleet.goOn("anew");
        ServerLog.Mark later = fleet.mark();
        write(customer, "INSERT INTO seen VALUES (2)");
        Instant until = fleet.settled();

        assertGap(customer, from, until);
        assertThat(ids(copyOf(customer, later, until))).containsExactly("2");
    }

    /** What becomes of an event of a log on the server's disk. */
    enum Damage {
        /** The server finds it. */
        LENGTH(9, true),
        /** The server sends it as it is. */
        BODY(21, true),
        /** There is no other file yet with which to go on. */
        IN_THE_LAST_FILE(21, false);

        private final int offset;
        private final boolean closed;

        Damage(int offset, boolean closed) {
            this.offset = offset;
            this.closed = closed;
        }

        void of(LogPosition event) throws IOException {
            Path file =
                    Path.of(fleet.texts("SELECT @@GLOBAL.log_bin_basename").getFirst())
                            .resolveSibling(event.file());
            try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
                log.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, 127}), event.position() + offset);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereTheLogIsDamagedIsAGapAndArchivingGoesOnBehindIt(Damage damage)
            throws SQLException, IOException {
        Customer customer = fleet.customer();
        write(customer, "CREATE TABLE seen (id INT PRIMARY KEY)");
        ServerLog.Mark from = fleet.mark();
        write(customer, "INSERT INTO seen VALUES (1)");
        Instant good = fleet.settled();
        fleet.archivers().close();
        write(customer, "INSERT INTO seen VALUES (2)");
        LogPosition place = fleet.mark().end();
        write(customer, "INSERT INTO seen VALUES (3)");
        damage.of(place);
        if (damage.closed) {
            write(customer, "FLUSH BINARY LOGS", "INSERT INTO seen VALUES (4)");
        }
        fleet.goOn("past-" + damage);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        newestGap().reason() == GapReason.LOG_DAMAGED
                                && newestGap()
                                        .detail()
                                        .contains(place.file() + ":" + place.position()));
        ServerLog.Mark later = fleet.mark();
        write(customer, "INSERT INTO seen VALUES (5)");
        Instant until = fleet.settled();

        assertThat(ids(copyOf(customer, from, good))).containsExactly("1");
        assertGap(customer, from, until);
        assertThat(ids(copyOf(customer, later, until))).containsExactly("5");
        assertThat(newestGap())
                .satisfies(gap -> {
                    assertThat(gap.from()).isAfterOrEqualTo(good);
                    assertThat(gap.to()).isBefore(later.time());
                });
        assertNoGapAndNothingTwice();
    }

    private static Gap newestGap() {
        return fleet.recovery().gaps(fleet.serverId()).stream()
                .findFirst()
                .orElseGet(() ->
                        new Gap(
                                "",
                                new LogPosition("", 0),
                                Instant.EPOCH,
                                Instant.EPOCH,
                                GapReason.XA,
                                ""));
    }

    private static void assertGap(Customer customer, ServerLog.Mark from, Instant until)
            throws SQLException {
        DatabaseName copy = fleet.scratch();
        assertThatThrownBy(() -> fleet.replay(customer, from, until, copy))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.RECOVERY_GAP));
    }
}
