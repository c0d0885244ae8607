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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that was migrated goes back to where it came from, whatever happens on the way. */
class RollbackReplayTest {
    private static final String CHANGELOGS = "changelog-tests/migration/";
    private static final String BEFORE = CHANGELOGS + "before.yaml";
    private static final String BACK = CHANGELOGS + "back.yaml";
    private static final String SAME = CHANGELOGS + "same.yaml";
    private static final String CODE = CHANGELOGS + "back-code.yaml";

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

    /** A database that came from the older version to a release's, with rows of its own. */
    private DatabaseName migrated(Release release) throws SQLException {
        DatabaseName name = DatabaseName.of(Ulid.next());
        made.add(name);
        admin.createDatabase(name);
        new ChangelogReplay(new LazyChangelog(BEFORE), before.versions()).apply(admin, name);
        admin.execute("INSERT INTO designs VALUES ('a', 'mine', 'x', 'me', 1, NOW(6), NOW(6))");
        admin.execute("UPDATE counters SET times = 7 WHERE name = 'again'");
        release.migrations()
                .migrate(admin, name, release.from(before), false, MigrationLimits.DEFAULTS);
        return name;
    }

    private Migrated back(Release release, DatabaseName database, boolean repair)
            throws SQLException {
        return release.migrations()
                .migrate(admin, database, release.backTo(before), repair, MigrationLimits.DEFAULTS);
    }

    private void assertIsAsBefore(DatabaseName database, Migrated after) throws SQLException {
        ChangelogRecording look = before.versions().recordingFor(admin);
        assertThat(after).isEqualTo(new Migrated(before.version(), look.fingerprint(), null));
        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(look.fingerprint());
        assertThat(
                        admin.texts(
                                "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                                        .formatted(database.quoted())))
                .containsExactly("again=7", "styled=0");
        assertThat(admin.texts("SELECT title FROM %s.designs".formatted(database.quoted())))
                .containsExactly("mine");
        assertThat(admin.texts("SHOW TABLES LIKE 'tenantry%'")).isEmpty();
        assertThat(
                        admin.texts(
                                "SELECT ID FROM %s.DATABASECHANGELOG WHERE AUTHOR = 'test' ORDER BY ID"
                                        .formatted(database.quoted())))
                .containsExactly("counters", "counters-rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, SAME, CODE})
    void aDatabaseThatWasTakenBackIsAsItWasBefore(String root) throws SQLException {
        Release release = Release.of(fleet, root);
        DatabaseName database = migrated(release);

        assertIsAsBefore(database, back(release, database, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {BACK, SAME})
    void whereverItWasCutShortEachMoveIsMadeOnce(String root) throws SQLException {
        Release release = Release.of(fleet, root);
        MigrationRecording way = release.recording(admin, release.backTo(before));
        assertThat(way.replayable()).isTrue();
        assertThat(way.isMarked()).isEqualTo(root.equals(SAME));

        for (int done = 0; done <= way.moves().size(); done++) {
            DatabaseName database = migrated(release);
            Release.cutShort(admin, way, done);
            assertIsAsBefore(database, back(release, database, false));
        }
    }

    @Test
    void aMoveThatWasWrittenDownAndNotMadeIsMade() throws SQLException {
        Release release = Release.of(fleet, SAME);
        MigrationRecording way = release.recording(admin, release.backTo(before));

        for (int done = 0; done < way.moves().size(); done++) {
            if (way.moves().get(done).kind() == StatementKind.SCHEMA) {
                DatabaseName database = migrated(release);
                Release.cutShort(admin, way, done);
                ProgressMark.begin(admin);
                ProgressMark.write(admin, done);
                assertIsAsBefore(database, back(release, database, false));
            }
        }
    }

    @Test
    void theWayBackHasTheRollbacksOnlyTheLastChangesetsFirst() throws SQLException {
        Release release = Release.of(fleet, BACK);

        MigrationRecording way = release.recording(admin, release.backTo(before));

        assertThat(way.replayable()).isTrue();
        assertThat(way.likeNew()).isTrue();
        assertThat(way.statements())
                .filteredOn(sql -> !sql.contains("DATABASECHANGELOG"))
                .containsExactly(
                        "DELETE FROM colours WHERE id = 1",
                        "UPDATE counters SET times = times - 1 WHERE name = 'again'",
                        "ALTER TABLE designs DROP COLUMN colour",
                        "DROP TABLE colours",
                        "UPDATE counters SET times = times - 1 WHERE name = 'styled'");
        assertThat(way.statements())
                .filteredOn(sql -> sql.contains("DATABASECHANGELOG"))
                .hasSize(2)
                .allMatch(sql -> StatementRisk.of(sql).isEmpty());
        // For the whole fleet, and apart from the way forth.
        Release another = Release.of(fleet, BACK);
        assertThat(another.recording(admin, another.backTo(before))).isEqualTo(way);
        assertThat(another.recording(admin, another.from(before)).statements())
                .anyMatch(sql -> sql.contains("CREATE TABLE colours"));
    }

    @Test
    void whatTheOlderReleaseMakesOfTheSameTwoVersionsIsNotTheWayBack() throws SQLException {
        Release release = Release.of(fleet, BACK);
        MigrationRecording nothing =
                before.recording(admin, Way.forth(release.version(), before.version()));

        assertThat(release.recording(admin, release.backTo(before)).statements())
                .isNotEmpty()
                .isNotEqualTo(nothing.statements());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "after.yaml | changeset changelog-tests/migration/styles.sql::style-names::test has no rollback",
                "back-partly.yaml | has no rollback",
                "back-elsewhere.yaml | table designs is another",
                "back-broken.yaml | it does not run:"
            })
    void withoutARollbackThatLeadsThereItIsRefused(String root, String why) {
        Release release = Release.of(fleet, CHANGELOGS + root);

        assertThatThrownBy(() -> release.recording(admin, release.backTo(before)))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ROLLBACK_IMPOSSIBLE))
                .hasMessageContaining(why);
    }

    @Test
    void toAVersionThatNobodyKnowsItIsRefused() {
        Release release = Release.of(fleet, BACK);

        assertThatThrownBy(
                        () -> release.recording(admin, Way.back(release.version(), "0".repeat(64))))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ROLLBACK_IMPOSSIBLE));
    }

    @Test
    void aDatabaseThatHasDriftedIsReportedAndLeftAsItIs() throws SQLException {
        Release release = Release.of(fleet, BACK);
        DatabaseName database = migrated(release);
        admin.execute("ALTER TABLE designs ADD KEY by_hand (title)");
        String fingerprint = SchemaFingerprint.of(admin, database);

        assertThatThrownBy(() -> back(release, database, false))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SCHEMA_DRIFTED))
                .hasMessageContaining("table designs is another");

        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(fingerprint);
    }

    @Test
    void aDriftedDatabaseIsTakenBackByLiquibaseWhereThatIsAskedFor() throws SQLException {
        Release release = Release.of(fleet, BACK);
        DatabaseName database = migrated(release);
        admin.execute("ALTER TABLE designs ADD KEY by_hand (title)");

        Migrated migrated = back(release, database, true);

        assertThat(migrated.version()).isEqualTo(before.version());
        assertThat(migrated.drift()).isEqualTo("table designs is another");
        assertThat(admin.texts("SHOW COLUMNS FROM designs LIKE 'colour'")).isEmpty();
    }

    @Test
    void itComesForthAgain() throws SQLException {
        Release release = Release.of(fleet, BACK);
        DatabaseName database = migrated(release);
        back(release, database, false);

        Migrated again =
                release.migrations()
                        .migrate(
                                admin,
                                database,
                                release.from(before),
                                false,
                                MigrationLimits.DEFAULTS);

        assertThat(again.version()).isEqualTo(release.version());
        assertThat(back(release, database, false).version()).isEqualTo(before.version());
    }
}
