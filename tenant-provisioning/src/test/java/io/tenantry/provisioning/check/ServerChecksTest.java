package io.tenantry.provisioning.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.Engine;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.server.Capacity;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.ServerLoad;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.routing.Ulid;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real servers, set up well and badly. */
class ServerChecksTest {
    private static final int POOL = 32;
    private static final List<String> BY_TRYING =
            List.of(
                    "create_database",
                    "change_schema",
                    "write_rows",
                    "create_account",
                    "grant",
                    "account_sign_in",
                    "see_sessions",
                    "kill_connection",
                    "lock_account",
                    "drop_account",
                    "drop_database");

    private TestFleet fleet;
    private ServerChecks checks;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        checks =
                new ServerChecks(
                        fleet.controlPlane(),
                        new AuditLog(fleet.controlPlane()),
                        fleet.connections(),
                        fleet.servers(),
                        POOL);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void aServerThatIsSetUpWellIsFitAndNothingIsLeftOnIt() {
        CheckReport report = checks.check(TestFleet.SERVER, TestFleet.OPERATOR);

        assertThat(report.of(Severity.ERROR)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.findings())
                .extracting(Finding::code)
                .containsAll(BY_TRYING)
                .contains(
                        "sign_in",
                        "version",
                        "binlog",
                        "binlog_format",
                        "binlog_row_image",
                        "binlog_row_metadata",
                        "local_infile",
                        "max_connections",
                        "table_cache",
                        "commit_durability",
                        "time_zone",
                        "sql_mode",
                        "tls",
                        "load")
                .doesNotHaveDuplicates();
        assertNothingLeft();
    }

    @Test
    void aCheckIsStoredWithTheLoadAndAudited() {
        CheckReport report = checks.check(TestFleet.SERVER, TestFleet.OPERATOR);

        assertThat(checks.last()).containsOnlyKeys(TestFleet.SERVER).containsValue(report);
        ServerLoad load = fleet.servers().overview(TestFleet.SERVER).orElseThrow().load();
        assertThat(load.bytes()).isNotNull().isNotNegative();
        assertThat(load.connections()).isNotNull().isPositive();
        assertThat(load.measuredAt()).isEqualTo(report.at());
        assertThat(
                        fleet.inControlPlane(
                                "SELECT after_ FROM audit_log WHERE action = 'server.check'"))
                .singleElement()
                .asString()
                .contains("\"ok\"", "\"warnings\"");
    }

    @Test
    void anAdminWithoutGrantsGetsErrorsThatSayWhatToGrant() {
        String user = user();
        try {
            fleet.executeOnServer("CREATE USER %s IDENTIFIED BY 'nothing-granted'".formatted(user));

            CheckReport report = checks.tryOut(by(user, "nothing-granted"), TestFleet.OPERATOR);

            assertThat(report.ok()).isFalse();
            assertThat(finding(report, "create_database").remedy())
                    .isEqualTo(
                            "GRANT CREATE, DROP ON *.* TO '%s'@'%%' WITH GRANT OPTION;"
                                    .formatted(user));
            assertThat(finding(report, "create_account").remedy()).contains("GRANT CREATE USER");
            assertThat(finding(report, "load").severity()).isEqualTo(Severity.WARNING);
            assertThat(report.toString()).doesNotContain("nothing-granted");
        } finally {
            fleet.executeOnServer("DROP USER " + user);
        }
    }

    @Test
    void eachLackingGrantIsFoundAndTheRemediesMendIt() {
        String user = user();
        try {
            fleet.executeOnServer("CREATE USER %s IDENTIFIED BY 'some-granted'".formatted(user));
            fleet.executeOnServer(
                    "GRANT CREATE, DROP, CREATE USER, SELECT ON *.* TO %s".formatted(user));
            ServerRegistration registration = by(user, "some-granted");

            CheckReport lacking = checks.tryOut(registration, TestFleet.OPERATOR);

            assertThat(lacking.of(Severity.ERROR))
                    .extracting(Finding::code)
                    .contains("change_schema", "grant", "see_sessions", "kill_connection")
                    .doesNotContain("create_database", "create_account", "lock_account");
            assertNothingLeft();
            for (int round = 0; round < 3; round++) {
                checks.tryOut(registration, TestFleet.OPERATOR)
                        .of(Severity.ERROR)
                        .forEach(error -> fleet.executeOnServer(String.valueOf(error.remedy())));
            }
            assertThat(checks.tryOut(registration, TestFleet.OPERATOR).of(Severity.ERROR))
                    .isEmpty();
        } finally {
            fleet.executeOnServer("DROP USER " + user);
        }
    }

    @Test
    void whatAKilledCheckLeftIsClearedAwayByTheNext() {
        String id = Ulid.next().toLowerCase(Locale.ROOT);
        fleet.executeOnServer("CREATE USER check_" + id);
        fleet.executeOnServer("CREATE DATABASE t_scratch_" + id);

        checks.check(TestFleet.SERVER, TestFleet.OPERATOR);

        assertNothingLeft();
    }

    @Test
    void badSettingsAreFoundAndTheRemediesMendThem() {
        String[] bad = {
            "--binlog-format=STATEMENT",
            "--binlog-row-image=MINIMAL",
            "--binlog-row-metadata=MINIMAL",
            "--local-infile=OFF",
            "--max-connections=40",
            "--innodb-flush-log-at-trx-commit=2",
            "--default-time-zone=+05:00",
            "--sql-mode=",
        };
        try (LocalDatabaseServer server = fleet.stack().startDatabaseServer("bad", bad)) {
            ServerRegistration registration = TestFleet.registration("bad", server.describe());

            CheckReport report = checks.tryOut(registration, TestFleet.OPERATOR);

            assertThat(report.of(Severity.ERROR))
                    .extracting(Finding::code)
                    .containsExactly(
                            "binlog_format",
                            "binlog_row_image",
                            "binlog_row_metadata",
                            "max_connections");
            assertThat(report.of(Severity.WARNING))
                    .extracting(Finding::code)
                    .contains("local_infile", "commit_durability", "time_zone", "sql_mode");
            assertRefusedAsUnfit(registration);
            mend(server, report);
            CheckReport mended = checks.tryOut(registration, TestFleet.OPERATOR);
            assertThat(mended.ok()).isTrue();
            assertThat(mended.of(Severity.WARNING))
                    .extracting(Finding::code)
                    .isSubsetOf("tls", "table_cache");
        }
    }

    private void assertRefusedAsUnfit(ServerRegistration registration) {
        assertThatThrownBy(() -> checks.add(registration, IntakeChange.NONE, TestFleet.OPERATOR))
                .isInstanceOfSatisfying(
                        UnfitServerException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.SERVER_UNFIT);
                            assertThat(e.errors()).hasSize(4);
                        })
                .hasMessageContaining("binlog_format, binlog_row_image");
        assertThat(fleet.servers().find(registration.name())).isEmpty();
    }

    /** Executes the statements of the remedies, as an operator would. */
    private void mend(LocalDatabaseServer server, CheckReport report) {
        report.findings().stream()
                .map(Finding::remedy)
                .filter(remedy -> remedy != null && remedy.startsWith("SET "))
                .map(remedy -> remedy.split(";", 2)[0])
                .forEach(statement -> execute(server, statement));
    }

    private static void execute(LocalDatabaseServer server, String statement) {
        var described = server.describe();
        try (var admin =
                        DriverManager.getConnection(
                                "jdbc:mysql://%s:%d/?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                                        .formatted(described.host(), described.port()),
                                described.adminUser(),
                                described.adminPassword());
                var executing = admin.createStatement()) {
            executing.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Test
    void aServerWithoutBinaryLogIsUnfit() {
        try (LocalDatabaseServer server =
                fleet.stack().startDatabaseServer("logless", "--skip-log-bin")) {
            CheckReport report =
                    checks.tryOut(
                            TestFleet.registration("logless", server.describe()),
                            TestFleet.OPERATOR);

            assertThat(finding(report, "binlog").severity()).isEqualTo(Severity.ERROR);
            assertThat(finding(report, "binlog").remedy()).contains("my.cnf: log_bin");
        }
    }

    @Test
    void aServerThatWritesItsLogInAnUnreadableWayIsUnfit() {
        boolean mariaDb = fleet.stack().engine() == Engine.MARIADB;
        String option =
                mariaDb ? "--log-bin-compress=1" : "--binlog-row-value-options=PARTIAL_JSON";
        try (LocalDatabaseServer server = fleet.stack().startDatabaseServer("unreadable", option)) {
            CheckReport report =
                    checks.tryOut(
                            TestFleet.registration("unreadable", server.describe()),
                            TestFleet.OPERATOR);

            assertThat(report.of(Severity.ERROR))
                    .extracting(Finding::code)
                    .containsExactly(mariaDb ? "binlog_compression" : "binlog_partial_json");
            mend(server, report);
        }
    }

    @Test
    void whoDoesNotGetInIsAFindingNotAnException() {
        ServerRegistration wrong = by(fleet.server().adminUser(), "not-the-password");
        ServerRegistration dead =
                new ServerRegistration("dead", fleet.server().host(), 1, "admin", "x");

        assertThat(checks.tryOut(wrong, TestFleet.OPERATOR).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("sign_in");
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.toString()).doesNotContain("not-the-password");
                });
        assertThat(checks.tryOut(dead, TestFleet.OPERATOR).findings())
                .extracting(Finding::code)
                .containsExactly("reachable");
        assertThatThrownBy(() -> checks.add(dead, IntakeChange.NONE, TestFleet.OPERATOR))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SERVER_UNREACHABLE));
    }

    @Test
    void aServerThatIsFitIsAddedWithItsCheckAndIntake() {
        IntakeChange intake = new IntakeChange(new Capacity(9, null, null), 50, null);
        ServerRegistration registration = TestFleet.registration("added", fleet.server());

        AddedServer added = checks.add(registration, intake, TestFleet.OPERATOR);

        assertThat(added.isNew()).isTrue();
        assertThat(added.overview().intake().capacity().maxTenants()).isEqualTo(9);
        assertThat(checks.last()).containsEntry("added", added.report());
        assertThat(checks.add(registration, intake, TestFleet.OPERATOR).isNew()).isFalse();
    }

    @Test
    void anUnknownServerCannotBeChecked() {
        assertThatThrownBy(() -> checks.check("db9", TestFleet.OPERATOR))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SERVER_UNKNOWN));
    }

    private void assertNothingLeft() {
        assertThat(fleet.onServer("SHOW DATABASES LIKE 't\\_scratch\\_%'")).isEmpty();
        assertThat(fleet.onServer("SELECT User FROM mysql.user WHERE User LIKE 'check\\_%'"))
                .isEmpty();
    }

    private static Finding finding(CheckReport report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String user() {
        return "admin_" + Ulid.next().substring(10).toLowerCase(Locale.ROOT);
    }

    private ServerRegistration by(String user, String password) {
        return new ServerRegistration(
                "tried", fleet.server().host(), fleet.server().port(), user, password);
    }
}
