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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy is like the original in everything, and what is not like it is found out. */
class DatabaseCopyTest {
    private static final int ROWS = 150;

    private static TestFleet fleet;
    private static String serverId;
    private final DatabaseName original = DatabaseName.of(Ulid.next());
    private final DatabaseName copy = DatabaseName.of(Ulid.next());

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
    void makeDatabases() {
        fleet.executeOnServer(
                "CREATE DATABASE %s CHARACTER SET latin1 COLLATE latin1_german1_ci"
                        .formatted(original));
        fleet.executeOnServer("CREATE DATABASE %s".formatted(copy));
    }

    @AfterEach
    void dropDatabases() {
        fleet.executeOnServer("DROP DATABASE %s".formatted(original));
        fleet.executeOnServer("DROP DATABASE %s".formatted(copy));
    }

    static List<RowLoader> loaders() {
        return List.of(new TextLoader(), new InsertLoader());
    }

    @ParameterizedTest
    @MethodSource("loaders")
    void everythingIsInTheCopyAsItWas(RowLoader loader) throws SQLException {
        long seed = System.nanoTime();
        try (Connection connection = in(original)) {
            EveryType.makeSchema(connection);
            EveryType.fill(connection, seed, ROWS);
        }

        DatabaseCopy.Report report = copy(loader, Set.of());

        assertThat(report.rows()).isEqualTo(ROWS + 3 + 4 + 2 + 2 + 2);
        for (String table :
                fleet.onServer(
                        "SHOW FULL TABLES FROM %s WHERE Table_type = 'BASE TABLE'"
                                .formatted(original))) {
            assertThat(checksum(fleet, copy, table))
                    .as("table %s, seed %d", table, seed)
                    .isEqualTo(checksum(fleet, original, table));
        }
        assertThat(fleet.onServer("SELECT c FROM %s.a_on_b ORDER BY c".formatted(copy)))
                .isEqualTo(
                        fleet.onServer("SELECT c FROM %s.a_on_b ORDER BY c".formatted(original)));
        fleet.executeOnServer("INSERT INTO %s.keyless VALUES (9, '')".formatted(copy));
        assertThat(fleet.onServer("SELECT b FROM %s.keyless WHERE a = 9".formatted(copy)))
                .containsExactly("12");
        fleet.executeOnServer("CALL %s.note('called')".formatted(copy));
        assertThat(fleet.onServer("SELECT what FROM %s.fired".formatted(copy)))
                .containsExactly("called{?}");
    }

    @Test
    void aCopyHasWhatWasThereWhenItBegan() throws SQLException {
        fleet.executeOnServer("CREATE TABLE %s.t (id INT PRIMARY KEY)".formatted(original));
        fleet.executeOnServer("INSERT INTO %s.t VALUES (1), (2)".formatted(original));
        try (AdminConnection from = fleet.connections().open(serverId);
                AdminConnection to = fleet.connections().open(serverId);
                Snapshot snapshot = Snapshot.of(from, original)) {
            fleet.executeOnServer("DELETE FROM %s.t WHERE id = 1".formatted(original));
            fleet.executeOnServer("INSERT INTO %s.t VALUES (3)".formatted(original));

            DatabaseCopy.make(snapshot, to, copy, Set.of());
        }

        assertThat(fleet.onServer("SELECT id FROM %s.t ORDER BY id".formatted(copy)))
                .containsExactly("1", "2");
    }

    @Test
    void noDefinitionChangesWhileASnapshotIsOpen() throws SQLException {
        fleet.executeOnServer("CREATE TABLE %s.t (id INT PRIMARY KEY)".formatted(original));
        try (AdminConnection from = fleet.connections().open(serverId);
                Snapshot snapshot = Snapshot.of(from, original);
                Connection other = in(original);
                Statement statement = other.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = 1");

            assertThatThrownBy(() -> statement.execute("ALTER TABLE t ADD COLUMN more INT"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1205));
            assertThat(snapshot.schema().tables()).extracting(Table::name).containsExactly("t");
        }
    }

    @Test
    void sessionsAreLeftAsTheyWere() throws SQLException {
        fleet.executeOnServer("CREATE TABLE %s.t (id INT PRIMARY KEY)".formatted(original));
        String settings =
                "SELECT CONCAT_WS('|', @@sql_mode, @@time_zone, @@foreign_key_checks, @@unique_checks, @@autocommit)";
        try (AdminConnection from = fleet.connections().open(serverId);
                AdminConnection to = fleet.connections().open(serverId)) {
            List<String> before = to.texts(settings);
            try (Snapshot snapshot = Snapshot.of(from, original)) {
                DatabaseCopy.make(snapshot, to, copy, Set.of());
            }
            assertThat(to.texts(settings)).isEqualTo(before);
            assertThat(from.texts(settings)).isEqualTo(before);
        }
    }

    @Test
    void tablesLeftOutAreThereWithoutRows() throws SQLException {
        fleet.executeOnServer("CREATE TABLE %s.t (id INT PRIMARY KEY)".formatted(original));
        fleet.executeOnServer("INSERT INTO %s.t VALUES (1)".formatted(original));

        assertThat(copy(new InsertLoader(), Set.of("t")).rows()).isZero();

        assertThat(fleet.onServer("SELECT COUNT(*) FROM %s.t".formatted(copy)))
                .containsExactly("0");
    }

    @Test
    void tablesThatCannotBeReadAsOfOneMomentAreRefused() throws SQLException {
        fleet.executeOnServer("CREATE TABLE %s.old (id INT) ENGINE = MyISAM".formatted(original));
        try (AdminConnection from = fleet.connections().open(serverId)) {
            assertThatThrownBy(() -> Snapshot.of(from, original))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> {
                                assertThat(e.reason()).isEqualTo(Reason.SNAPSHOT_UNSUPPORTED);
                                assertThat(e).hasMessageContaining("old (myisam)");
                            });
        }
    }

    @Test
    void rowsThatTheServerDoesNotTakeAreFoundOut() throws SQLException {
        fleet.executeOnServer(
                "CREATE TABLE %s.t (id INT PRIMARY KEY, note VARCHAR(50))".formatted(original));
        fleet.executeOnServer(
                "INSERT INTO %s.t VALUES (1, 'short'), (2, 'much too long')".formatted(original));
        // A server that stores less than it was given, and says so in a warning only.
        RowLoader cutting =
                (table, text, to, database) -> {
                    to.execute("ALTER TABLE %s.t MODIFY note VARCHAR(8)".formatted(database));
                    new TextLoader().load(table, text, to, database);
                };

        assertThatThrownBy(() -> copy(cutting, Set.of()))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.COPY_MISMATCH);
                            assertThat(e).hasMessageContaining("table t").hasMessageContaining("2");
                        });
    }

    @Test
    void aServerGetsNoFileThatItAsksFor() throws SQLException {
        fleet.executeOnServer("CREATE TABLE %s.t (line TEXT)".formatted(original));
        try (AdminConnection admin = fleet.connections().open(serverId)) {
            assertThatThrownBy(() ->
                            admin.execute(
                                    "LOAD DATA LOCAL INFILE 'pom.xml' INTO TABLE %s.t"
                                            .formatted(original)))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(fleet.onServer("SELECT COUNT(*) FROM %s.t".formatted(original)))
                .containsExactly("0");
    }

    private DatabaseCopy.Report copy(RowLoader loader, Set<String> without) throws SQLException {
        try (AdminConnection from = fleet.connections().open(serverId);
                AdminConnection to = fleet.connections().open(serverId);
                Snapshot snapshot = Snapshot.of(from, original)) {
            return new DatabaseCopy(snapshot, List.of(to), copy, loader, DatabaseCopy.LARGE)
                    .make(without);
        }
    }

    /** The server's own sum, which knows nothing of ours. */
    static List<String> checksum(TestFleet fleet, DatabaseName database, String table)
            throws SQLException {
        try (Connection connection = fleet.connectAsAdmin();
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "CHECKSUM TABLE %s.`%s` EXTENDED"
                                        .formatted(database, table.replace("`", "``")))) {
            row.next();
            return List.of(String.valueOf(row.getString(2)));
        }
    }

    private static Connection in(DatabaseName database) throws SQLException {
        Connection connection = fleet.connectAsAdmin();
        connection.setCatalog(database.value());
        return connection;
    }
}
