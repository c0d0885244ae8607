package io.tenantry.provisioning.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.Engine;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes back out of an archive is what went in, or a clear refusal. */
class ArchiveTest {
    private static final int ROWS = 150;
    private static final int ODD_ROWS = 20;
    private static final String VERSION = "0".repeat(64);
    private static final String PLACE = "tenant/backup";

    private static TestFleet fleet;
    private static String serverId;
    private final DatabaseName original = DatabaseName.of(Ulid.next());
    private final DatabaseName restored = DatabaseName.of(Ulid.next());
    @TempDir private Path folder;
    private SealedStore store;

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
    void make() {
        store = storeUnder(1);
        fleet.executeOnServer("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(original));
        fleet.executeOnServer("CREATE DATABASE %s".formatted(restored));
    }

    @AfterEach
    void drop() {
        fleet.executeOnServer("DROP DATABASE %s".formatted(original));
        fleet.executeOnServer("DROP DATABASE %s".formatted(restored));
    }

    private SealedStore storeUnder(int key) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        return new SealedStore(new FolderStore(folder), bytes);
    }

    /** Of everything that there is. */
    private Archive.Report archive(long seed) throws SQLException {
        try (Connection connection = fleet.connectAsAdmin()) {
            connection.setCatalog(original.value());
            EveryType.makeSchema(connection);
            EveryType.fill(connection, seed, ROWS);
            OddTables.make(connection, fleet.stack().engine() == Engine.MYSQL);
            OddTables.fill(connection, new Random(seed), ODD_ROWS);
        }
        return written();
    }

    /** Of a small database, which is enough to be damaged. */
    private Archive.Report archive() throws SQLException {
        fleet.executeOnServer(
                "CREATE TABLE %s.t (id INT PRIMARY KEY, note VARCHAR(9000))".formatted(original));
        for (int i = 0; i < 20; i++) {
            fleet.executeOnServer(
                    "INSERT INTO %s.t VALUES (%d, REPEAT('\"n\": [', 1000 + %d))"
                            .formatted(original, i, i));
        }
        return written();
    }

    private Archive.Report written() throws SQLException {
        try (AdminConnection gate = fleet.connections().open(serverId);
                AdminConnection one = fleet.connections().open(serverId);
                AdminConnection other = fleet.connections().open(serverId);
                Snapshot snapshot = Snapshot.exact(gate, List.of(one, other), original)) {
            return Archive.write(snapshot, VERSION, store, PLACE, 50_000);
        }
    }

    private List<Path> pieces() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("t"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everythingComesBackOutOfAnArchive() throws SQLException, IOException {
        long seed = Long.getLong("tenantry.seed", System.nanoTime());
        Archive.Report written = archive(seed);

        Archive archive = Archive.open(store, PLACE);
        assertThat(archive.verify().rows()).isEqualTo(written.rows());
        DatabaseCopy.Report report;
        try (AdminConnection one = fleet.connections().open(serverId);
                AdminConnection other = fleet.connections().open(serverId)) {
            // All tables are made without their indexes first.
            report =
                    new DatabaseCopy(archive, List.of(one, other), restored, new TextLoader(), 0)
                            .make(Set.of());
        }

        assertThat(report.rows()).isEqualTo(written.rows()).isGreaterThan(ROWS);
        assertThat(report.fingerprint()).isEqualTo(written.fingerprint());
        assertThat(pieces()).hasSizeGreaterThan(20);
        assertThat(ServerSums.of(fleet, restored))
                .as("seed %d: replay with -Dtenantry.seed", seed)
                .isEqualTo(ServerSums.of(fleet, original));
    }

    @Test
    void onlookersAreToldOfAllBytesWhileTheyAreWrittenLoadedAndReadBack() throws SQLException {
        archive();
        AtomicLong total = new AtomicLong();
        AtomicLong written = new AtomicLong();
        try (AdminConnection gate = fleet.connections().open(serverId);
                AdminConnection one = fleet.connections().open(serverId);
                AdminConnection other = fleet.connections().open(serverId);
                Snapshot snapshot = Snapshot.exact(gate, List.of(one, other), original)) {
            Archive.write(
                    snapshot,
                    VERSION,
                    store,
                    PLACE,
                    bytes -> {
                        total.set(bytes);
                        return written::addAndGet;
                    });
        }
        Archive archive = Archive.open(store, PLACE);
        AtomicLong restoredBytes = new AtomicLong();
        try (AdminConnection one = fleet.connections().open(serverId)) {
            DatabaseCopy.make(archive, List.of(one), restored, Set.of(), restoredBytes::addAndGet);
        }

        assertThat(total.get()).isPositive();
        assertThat(written.get()).isEqualTo(total.get());
        assertThat(restoredBytes.get()).isEqualTo(DatabaseCopy.TIMES_OVER * archive.size().bytes());
    }

    @Test
    void nothingOfTheRowsCanBeReadInTheStore() throws SQLException, IOException {
        archive();

        for (Path file : pieces()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("\"n\": [");
        }
    }

    /** What may happen to a file. */
    enum Damage {
        FLIPPED,
        CUT,
        MISSING,
        SWAPPED,
        EMPTY
    }

    @ParameterizedTest
    @EnumSource
    void damageIsFoundOutBeforeAnythingIsTakenForRestored(Damage damage)
            throws SQLException, IOException {
        archive();
        damage(damage);

        Archive archive = Archive.open(store, PLACE);

        assertThatThrownBy(archive::verify).satisfies(ArchiveTest::isDamage);
        try (AdminConnection to = fleet.connections().open(serverId)) {
            assertThatThrownBy(() -> DatabaseCopy.make(archive, to, restored, Set.of()))
                    .satisfies(ArchiveTest::isDamage);
            // And the connection is as good as before.
            assertThat(to.texts("SELECT @@foreign_key_checks")).containsExactly("1");
        }
    }

    private static void isDamage(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.BACKUP_DAMAGED));
    }

    private void damage(Damage damage) throws IOException {
        List<Path> pieces = pieces();
        Path file = pieces.get(new Random().nextInt(pieces.size()));
        byte[] bytes = Files.readAllBytes(file);
        switch (damage) {
            case FLIPPED -> {
                bytes[new Random().nextInt(bytes.length)] ^= 1;
                Files.write(file, bytes);
            }
            case CUT -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            case MISSING -> Files.delete(file);
            case EMPTY -> Files.write(file, new byte[0]);
            case SWAPPED -> {
                Path other = pieces.get((pieces.indexOf(file) + 1) % pieces.size());
                Files.write(file, Files.readAllBytes(other));
                Files.write(other, bytes);
            }
        }
    }

    @Test
    void aStoreThatBecomesFullInTheMiddleLeavesNoHalfObjectAndTheConnectionsAsTheyWere()
            throws SQLException, IOException {
        store =
                new SealedStore(
                        new FullStore(new FolderStore(folder), new AtomicLong(400)), new byte[32]);

        assertThatThrownBy(this::archive)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.BACKUP_STORE_FAILED);
                            assertThat(e).hasMessageContaining("No space left on device");
                        });
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
        assertThatThrownBy(() -> Archive.open(store, PLACE)).satisfies(ArchiveTest::isDamage);
        fleet.executeOnServer("ALTER TABLE %s.t ADD COLUMN more INT".formatted(original));
    }

    @Test
    void anotherKeyOpensNothing() throws SQLException, IOException {
        archive();

        assertThatThrownBy(() -> Archive.open(storeUnder(2), PLACE))
                .satisfies(ArchiveTest::isDamage);
    }

    @Test
    void anArchiveOfANewerFormatIsRefusedRatherThanGuessedAt() throws IOException {
        store.put(
                PLACE + "/manifest",
                out -> out.write("{\"format\": 2, \"chunks\": {}}".getBytes(UTF_8)));

        assertThatThrownBy(() -> Archive.open(store, PLACE))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.BACKUP_FORMAT_UNKNOWN);
                            assertThat(e).hasMessageContaining("format 2");
                        });
    }

    @Test
    void anArchiveThatWasNotFinishedIsNone() throws SQLException, IOException {
        archive();
        Files.delete(folder.resolve(PLACE).resolve("manifest"));

        assertThatThrownBy(() -> Archive.open(store, PLACE)).satisfies(ArchiveTest::isDamage);
    }
}
