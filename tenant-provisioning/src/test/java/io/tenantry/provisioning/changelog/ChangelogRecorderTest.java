package io.tenantry.provisioning.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.ScratchDatabase;
import io.tenantry.routing.Ulid;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelogRecorderTest {
    private static final String CODE = "changelog-tests/code.yaml";
    private static final String PREPARED = "changelog-tests/prepared.yaml";
    private static final String RICH = "changelog-tests/rich.yaml";
    private static final String BROKEN = "changelog-tests/broken.yaml";

    private final List<DatabaseName> made = new ArrayList<>();
    private TestFleet fleet;
    private AdminConnection admin;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        admin = fleet.connections().open(serverId());
    }

    @AfterEach
    void close() throws SQLException {
        for (DatabaseName name : made) {
            admin.dropDatabase(name);
        }
        admin.close();
        fleet.close();
    }

    private String serverId() {
        return fleet.servers().find(TestFleet.SERVER).orElseThrow().id();
    }

    private ChangelogRecorder recorder(String root) {
        return new ChangelogRecorder(
                fleet.controlPlane(), fleet.connections(), new LazyChangelog(root));
    }

    private ChangelogReplay replay(String root) {
        return new ChangelogReplay(new LazyChangelog(root), recorder(root));
    }

    private DatabaseName newDatabase() throws SQLException {
        DatabaseName name = DatabaseName.of(Ulid.next());
        made.add(name);
        admin.createDatabase(name);
        return name;
    }

    private Set<String> scratchDatabases() {
        return new HashSet<>(
                fleet.onServer(
                        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_scratch\\_%'"));
    }

    @Test
    void recordsTheProductsChangelogWithLiquibasesOwnBookkeeping() throws SQLException {
        ChangelogRecording recording = recorder(TenantChangelog.DEFAULT_ROOT).recordingFor(admin);

        assertThat(recording.replayable()).isTrue();
        assertThat(recording.statements())
                .anyMatch(sql -> sql.contains("CREATE TABLE designs"))
                .anyMatch(sql ->
                        sql.startsWith("INSERT INTO") && sql.contains("INTO DATABASECHANGELOG "))
                .noneMatch(sql -> sql.contains("DATABASECHANGELOGLOCK"));
        assertThat(scratchDatabases()).isEmpty();
    }

    @Test
    void recordsOnceForTheWholeFleetHoweverManyAskAtOnce() throws Exception {
        List<Callable<ChangelogRecording>> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ChangelogRecorder replica = recorder(TenantChangelog.DEFAULT_ROOT);
            askers.add(() -> ask(replica));
            askers.add(() -> ask(replica));
        }

        Set<ChangelogRecording> answers = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ChangelogRecording> answer : threads.invokeAll(askers)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).hasSize(1);
        assertThat(fleet.inControlPlane("SELECT engine FROM changelog_recordings"))
                .containsExactly(admin.version().release());
    }

    private ChangelogRecording ask(ChangelogRecorder replica) throws SQLException {
        try (AdminConnection own = fleet.connections().open(serverId())) {
            return replica.recordingFor(own);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TenantChangelog.DEFAULT_ROOT, RICH})
    void aReplayMakesWhatLiquibaseMade(String root) throws SQLException {
        DatabaseName database = newDatabase();

        ChangelogRecording applied = replay(root).apply(admin, database);

        assertThat(applied.replayable()).isTrue();
        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(applied.fingerprint());
        assertThat(admin.texts("SELECT COUNT(*) FROM DATABASECHANGELOG"))
                .isNotEqualTo(List.of("0"));
    }

    @Test
    void textsWithDelimitersBracesAndQuestionMarksArriveUnchanged() throws SQLException {
        replay(RICH).apply(admin, newDatabase());

        assertThat(admin.texts("SELECT name FROM parents")).containsExactly("one; two ? {three}");
        assertThat(admin.texts("CALL count_parents()")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {CODE, PREPARED})
    void whatSqlTextDoesNotTellRunsThroughLiquibaseInstead(String root) throws SQLException {
        DatabaseName database = newDatabase();

        ChangelogRecording applied = replay(root).apply(admin, database);

        assertThat(applied.replayable()).isFalse();
        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(applied.fingerprint());
    }

    @Test
    void anIncludedTenantChangelogAndCodeMakeBothTheirTables() throws SQLException {
        DatabaseName database = newDatabase();

        replay(CODE).apply(admin, database);

        assertThat(admin.texts("SHOW TABLES")).contains("designs", "made_by_code");
    }

    @Test
    void aBrokenStatementIsNamedAndLeavesNothing() {
        assertThatThrownBy(() -> recorder(BROKEN).recordingFor(admin))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CHANGELOG_BROKEN))
                .hasMessageContaining(BROKEN)
                .hasMessageContaining("TABEL");
        assertThat(scratchDatabases()).isEmpty();
        assertThat(fleet.inControlPlane("SELECT engine FROM changelog_recordings")).isEmpty();
    }

    @Test
    void aMissingChangelogIsNamed() {
        assertThatThrownBy(() -> recorder("changelog-tests/none.yaml").recordingFor(admin))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("changelog-tests/none.yaml");
    }

    @Test
    void clearsAwayWhatKilledRecordingsLeftAndNothingThatIsInUse() throws SQLException {
        DatabaseName left = DatabaseName.nextScratch();
        admin.createDatabase(left);
        try (AdminConnection other = fleet.connections().open(serverId());
                ScratchDatabase inUse = ScratchDatabase.create(other)) {

            recorder(TenantChangelog.DEFAULT_ROOT).recordingFor(admin);

            assertThat(scratchDatabases()).containsExactly(inUse.name().value());
        }
    }

    @Test
    void aSchemaThatDiffersIsNotTakenForTheSame() throws SQLException {
        DatabaseName one = newDatabase();
        DatabaseName other = newDatabase();
        replay(RICH).apply(admin, one);
        replay(RICH).apply(admin, other);
        assertThat(SchemaFingerprint.of(admin, one)).isEqualTo(SchemaFingerprint.of(admin, other));

        for (String change :
                List.of(
                        "ALTER TABLE parents MODIFY name VARCHAR(101) NOT NULL",
                        "CREATE INDEX parents_name ON parents (name)",
                        "DROP TRIGGER children_stamp",
                        "DROP PROCEDURE count_parents",
                        "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM children")) {
            String before = SchemaFingerprint.of(admin, other);
            admin.execute(change);
            assertThat(SchemaFingerprint.of(admin, other)).as(change).isNotEqualTo(before);
        }
    }

    @Test
    void rowsThatComeAndGoDoNotChangeTheFingerprint() throws SQLException {
        DatabaseName database = newDatabase();
        String before = replay(RICH).apply(admin, database).fingerprint();

        admin.execute("INSERT INTO parents (name) VALUES ('two'), ('three')");

        assertThat(SchemaFingerprint.of(admin, database)).isEqualTo(before);
    }

    @Test
    void versionsTellChangelogsApart() {
        String product = TenantChangelog.read(TenantChangelog.DEFAULT_ROOT).version();

        assertThat(product).matches("[0-9a-f]{64}");
        assertThat(TenantChangelog.read(TenantChangelog.DEFAULT_ROOT).version()).isEqualTo(product);
        assertThat(TenantChangelog.read(RICH).version()).isNotEqualTo(product);
        assertThat(TenantChangelog.read(CODE).version()).isNotEqualTo(product);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onFail:MARK_RAN", "expectedResult:1", "runOnChange:true"})
    void whatDecidesWhetherAChangesetRunsIsPartOfTheVersion(String circumstance) {
        Set<String> versions = new HashSet<>();
        for (String text : List.of("", circumstance)) {
            versions.add(
                    InlineChangelog.version(
                            """
                            --liquibase formatted sql
                            --changeset test:one %s
                            --preconditions %s
                            --precondition-sql-check %s SELECT COUNT(*) FROM information_schema.TABLES
                            CREATE TABLE one (id INT);
                            """
                                    .formatted(
                                            text.startsWith("run") ? text : "",
                                            text.startsWith("onFail") ? text : "onFail:HALT",
                                            text.startsWith("expected")
                                                    ? text
                                                    : "expectedResult:0")));
        }

        assertThat(versions).hasSize(2);
    }
}
