package io.tenantry.provisioning.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.Ulid;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot is of one moment, which is known exactly, and keeps nobody waiting for long. */
class SnapshotTest {
    private static final int WRITERS = 3;

    private static TestFleet fleet;
    private static String serverId;
    private final DatabaseName database = DatabaseName.of(Ulid.next());
    private final List<AdminConnection> opened = new ArrayList<>();

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        serverId = fleet.inControlPlane("SELECT id FROM database_servers").getFirst();
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    @BeforeEach
    void makeDatabase() {
        fleet.executeOnServer("CREATE DATABASE %s".formatted(database));
        fleet.executeOnServer(
                "CREATE TABLE %s.t (id BIGINT AUTO_INCREMENT PRIMARY KEY)".formatted(database));
    }

    @AfterEach
    void dropDatabase() {
        opened.forEach(AdminConnection::close);
        fleet.executeOnServer("DROP DATABASE %s".formatted(database));
    }

    private AdminConnection admin() {
        AdminConnection admin = fleet.connections().open(serverId);
        opened.add(admin);
        return admin;
    }

    private Snapshot exact(List<AdminConnection> readers) throws SQLException {
        return Snapshot.exact(admin(), readers, database);
    }

    private Connection inDatabase() throws SQLException {
        Connection connection = fleet.connectAsAdmin();
        connection.setCatalog(database.value());
        return connection;
    }

    @Test
    void whatIsNotInASnapshotComesAfterItsPosition() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<AdminConnection> readers = List.of(admin(), admin());
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.startVirtualThread(() -> writeUntil(stop)));
        }
        Awaitility.await().until(() -> count() > WRITERS);
        try (Snapshot snapshot = exact(readers)) {
            long during = count();
            Awaitility.await().until(() -> count() > during + WRITERS);
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            LogPosition position = Objects.requireNonNull(snapshot.moment().position());

            assertThat(count(readers.getFirst())).isEqualTo(count(readers.getLast()));
            assertThat(count(readers.getFirst()) + insertsAfter(position)).isEqualTo(count());
        }
        assertThat(readers.getFirst().jdbc().getAutoCommit()).isTrue();
    }

    private void writeUntil(AtomicBoolean stop) {
        try (Connection connection = inDatabase();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                statement.execute("INSERT INTO t VALUES ()");
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count() {
        return Long.parseLong(
                fleet.onServer("SELECT COUNT(*) FROM %s.t".formatted(database)).getFirst());
    }

    private static long count(AdminConnection reader) throws SQLException {
        return Long.parseLong(reader.texts("SELECT COUNT(*) FROM t").getFirst());
    }

    private long insertsAfter(LogPosition position) throws SQLException {
        long inserts = 0;
        for (String file : fleet.onServer("SHOW BINARY LOGS")) {
            int order = file.compareTo(position.file());
            if (order >= 0) {
                String events = "SHOW BINLOG EVENTS IN '%s'".formatted(file);
                inserts += insertsIn(order == 0 ? events + " FROM " + position.position() : events);
            }
        }
        return inserts;
    }

    private long insertsIn(String events) throws SQLException {
        long inserts = 0;
        try (Connection connection = fleet.connectAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet event = statement.executeQuery(events)) {
            while (event.next()) {
                if (event.getString(3).equals("Table_map")
                        && event.getString(6).contains(database.value())) {
                    inserts++;
                }
            }
        }
        return inserts;
    }

    @Test
    void aLongTransactionIsNotWaitedForAndHoldsUpNobodyForLong() throws Exception {
        try (Connection longOne = inDatabase();
                Statement statement = longOne.createStatement()) {
            longOne.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES ()");

            assertThatThrownBy(() -> exact(List.of(admin())))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.SNAPSHOT_BLOCKED));

            // Nobody is held up any more, and the transaction is as it was.
            fleet.executeOnServer("INSERT INTO %s.t VALUES ()".formatted(database));
            longOne.commit();
        }
        assertThat(count()).isEqualTo(2);
        try (Snapshot snapshot = exact(List.of(admin()))) {
            assertThat(snapshot.schema().tables()).hasSize(1);
        }
    }

    @Test
    void aDatabaseWithoutTablesHasAMomentToo() throws SQLException {
        fleet.executeOnServer("DROP TABLE %s.t".formatted(database));

        try (Snapshot snapshot = exact(List.of(admin()))) {
            assertThat(snapshot.moment().position()).isNotNull();
            assertThat(snapshot.schema().tables()).isEmpty();
        }
    }
}
