package io.tenantry.provisioning.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.changelog.MigrationReplay.Migrated;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.Ulid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of an older version comes to the present one, whatever happened to it on the way. */
class MigrationReplayTest {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final String AFTER = "changelog-tests/migration/after.yaml";
    private static final String SAME = "changelog-tests/migration/same.yaml";
    private static final String CODE = "changelog-tests/migration/code.yaml";
    private static final String RICH = "changelog-tests/rich.yaml";

    private static TestFleet fleet;
    private static String serverId;
    private static Release before;

    private final List<DatabaseName> made = new ArrayList<>();
    private AdminConnection admin;

    @BeforeAll
    static void openFleet() throws SQLException {
        fleet = TestFleet.create();
        serverId = fleet.servers().find(TestFleet.SERVER).orElseThrow().id();
        before = Release.of(fleet, BEFORE);
        try (AdminConnection recording = fleet.connections().open(serverId)) {
            before.versions().recordingFor(recording);
        }
    }

    @AfterAll
    static void closeFleet() {
        fleet.close();
    }

    @BeforeEach
    void open() {
        admin = fleet.connections().open(serverId);
    }

    @AfterEach
    void close() throws SQLException {
        admin.close();
        try (AdminConnection cleaner = fleet.connections().open(serverId)) {
            for (DatabaseName name : made) {
                cleaner.dropDatabase(name);
            }
        }
    }

    /** A database of the older version. */
    private DatabaseName older() throws SQLException {
        DatabaseName name = DatabaseName.of(Ulid.next());
        made.add(name);
        admin.createDatabase(name);
        new ChangelogReplay(new LazyChangelog(BEFORE), before.versions()).apply(admin, name);
        return name;
    }

    private Migrated migrate(Release to, DatabaseName database, boolean repair)
            throws SQLException {
        return to.migrations()
                .migrate(admin, database, to.from(before), repair, MigrationLimits.DEFAULTS);
    }

    private List<String> counters(DatabaseName database) throws SQLException {
        return admin.texts(
                "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                        .formatted(database.quoted()));
    }

    @ParameterizedTest
    @ValueSource(strings = {AFTER, SAME, CODE})
    void aMigratedDatabaseLooksLikeANewOne(String root) throws SQLException {
        Release release = Release.of(fleet, root);
        DatabaseName database = older();

        Migrated migrated = migrate(release, database, false);

        ChangelogRecording fresh = release.versions().recordingFor(admin);
        assertThat(migrated).isEqualTo(new Migrated(fresh.version(), fresh.fingerprint(), null));
        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(fresh.fingerprint());
    }

    @Test
    void aWayIsRecordedOnceForTheWholeFleet() throws SQLException {
        Release one = Release.of(fleet, AFTER);
        MigrationRecording way = one.recording(admin, one.from(before));

        assertThat(Release.of(fleet, AFTER).recording(admin, one.from(before))).isEqualTo(way);
        assertThat(way.replayable()).isTrue();
        assertThat(way.likeNew()).isTrue();
        assertThat(way.statements())
                .anyMatch(sql -> sql.contains("ADD COLUMN style"))
                .noneMatch(sql -> sql.contains("CREATE TABLE designs"));
        assertThat(
                        fleet.onServer(
                                "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_scratch\\_%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {AFTER, SAME})
    void whereverItWasCutShortEachMoveIsMadeOnce(String root) throws SQLException {
        Release release = Release.of(fleet, root);
        MigrationRecording way = release.recording(admin, release.from(before));
        assertThat(way.isMarked()).isEqualTo(root.equals(SAME));

        for (int done = 0; done <= way.moves().size(); done++) {
            DatabaseName database = older();
            Release.cutShort(admin, way, done);
            assertEnds(release, database);
        }
    }

    @Test
    void aMoveThatWasWrittenDownAndNotMadeIsMade() throws SQLException {
        Release release = Release.of(fleet, SAME);
        MigrationRecording way = release.recording(admin, release.from(before));

        for (int done = 0; done < way.moves().size(); done++) {
            if (way.moves().get(done).kind() == StatementKind.SCHEMA) {
                DatabaseName database = older();
                // The mark of a change of the schema comes before it.
                Release.cutShort(admin, way, done);
                ProgressMark.begin(admin);
                ProgressMark.write(admin, done);
                assertEnds(release, database);
            }
        }
    }

    private void assertEnds(Release release, DatabaseName database) throws SQLException {
        Migrated migrated = migrate(release, database, false);

        assertThat(migrated.version()).isEqualTo(release.version());
        assertThat(counters(database)).containsExactly("again=1", "styled=1");
        assertThat(admin.texts("SHOW TABLES LIKE 'tenantry%'")).isEmpty();
        assertThat(admin.texts("SELECT COUNT(*) FROM DATABASECHANGELOG GROUP BY ID, FILENAME"))
                .containsOnly("1");
    }

    @Test
    void migratedTwiceIsMigratedOnce() throws SQLException {
        Release release = Release.of(fleet, AFTER);
        DatabaseName database = older();

        Migrated first = migrate(release, database, false);

        assertThat(migrate(release, database, false)).isEqualTo(first);
        assertThat(counters(database)).containsExactly("again=1", "styled=1");
    }

    @Test
    void aDatabaseThatHasDriftedIsReportedWithItsDriftAndLeftAsItIs() throws SQLException {
        Release release = Release.of(fleet, AFTER);
        DatabaseName database = older();
        admin.execute("ALTER TABLE designs ADD KEY by_hand (title)");
        admin.execute("CREATE TABLE notes (id INT)");
        String fingerprint = SchemaFingerprint.of(admin, database);

        assertThatThrownBy(() -> migrate(release, database, false))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SCHEMA_DRIFTED))
                .hasMessageContaining("table designs is another")
                .hasMessageContaining("table notes is not of the changelog");

        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(fingerprint);
    }

    @Test
    void aDriftedDatabaseIsRepairedByLiquibaseWhereThatIsAskedFor() throws SQLException {
        Release release = Release.of(fleet, AFTER);
        DatabaseName database = older();
        admin.execute("ALTER TABLE designs ADD KEY by_hand (title)");

        Migrated migrated = migrate(release, database, true);

        assertThat(migrated.version()).isEqualTo(release.version());
        assertThat(migrated.drift()).isEqualTo("table designs is another");
        assertThat(counters(database)).containsExactly("again=1", "styled=1");
    }

    @Test
    void aVersionThatNobodyKnowsGoesThroughLiquibase() throws SQLException {
        Release release = Release.of(fleet, AFTER);
        DatabaseName database = older();

        Migrated migrated =
                release.migrations()
                        .migrate(
                                admin,
                                database,
                                Way.forth("0".repeat(64), release.version()),
                                false,
                                MigrationLimits.DEFAULTS);

        assertThat(migrated.version()).isEqualTo(release.version());
        assertThat(counters(database)).containsExactly("again=1", "styled=1");
    }

    @Test
    void aBusyTableIsNotWaitedForLong() throws SQLException {
        Release release = Release.of(fleet, AFTER);
        DatabaseName database = older();
        MigrationLimits shortly =
                new MigrationLimits(Duration.ofSeconds(1), Duration.ofSeconds(60));
        MigrationReplay.limit(admin, shortly);
        release.recording(admin, release.from(before));
        try (Connection tenant = fleet.connectAsAdmin();
                Statement statement = tenant.createStatement()) {
            tenant.setAutoCommit(false);
            statement.execute("SELECT * FROM %s.designs".formatted(database.quoted()));

            assertThatThrownBy(() ->
                            release.migrations()
                                    .migrate(admin, database, release.from(before), false, shortly))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e ->
                                    assertThat(
                                                    e instanceof SQLTransientException
                                                            || e.getErrorCode() == 1205)
                                            .isTrue());
            tenant.rollback();
        }
        assertThat(migrate(release, database, false).version()).isEqualTo(release.version());
        assertThat(counters(database)).containsExactly("again=1", "styled=1");
    }

    @Test
    void aChangelogThatIsNoContinuationIsReplayedAllTheSame() throws SQLException {
        // It has none of the older version's changesets, but adds its own.
        Release release = Release.of(fleet, RICH);
        MigrationRecording way = release.recording(admin, release.from(before));

        assertThat(way.likeNew()).isFalse();
        assertThat(migrate(release, older(), false).fingerprint())
                .isEqualTo(way.end().fingerprint());
    }
}
