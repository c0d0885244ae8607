package io.tenantry.provisioning.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                    "lock_tables",
                    "make_triggers",
                    "make_routines",
                    "make_events",
                    "create_account",
                    "grant",
                    "account_sign_in",
                    "see_sessions",
                    "kill_connection",
                    "lock_account",
                    "drop_account",
                    "follow_log",
                    "replay_log",
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
            follow(lacking);
            // Holding tables and what else a database may have is tried where tables can be made.
            fleet.executeOnServer("REVOKE TRIGGER ON *.* FROM " + user);
            CheckReport lackingMore = checks.tryOut(registration, TestFleet.OPERATOR);
            assertThat(lackingMore.of(Severity.WARNING))
                    .extracting(Finding::code)
                    .contains("lock_tables", "make_triggers", "make_routines", "make_events");
            follow(lackingMore);
            assertThat(grantsWished(checks.tryOut(registration, TestFleet.OPERATOR))).isEmpty();
            assertNothingLeft();
        } finally {
            fleet.executeOnServer("DROP USER " + user);
        }
    }

    private void follow(CheckReport report) {
        grantsWished(report).forEach(fleet::executeOnServer);
    }

    private static List<String> grantsWished(CheckReport report) {
        return report.findings().stream()
                .map(finding -> String.valueOf(finding.remedy()))
                .filter(remedy -> remedy.startsWith("GRANT "))
                .toList();
    }

    @Test
    void whatTheHandbookGrantsIsEnough() throws IOException {
        String user = user();
        boolean mariaDb =
                fleet.onServer("SELECT VERSION()")
                        .getFirst()
                        .toLowerCase(Locale.ROOT)
                        .contains("mariadb");
        Matcher grant =
                Pattern.compile(
                                "-- %s\nCREATE USER[^;]*;\n(GRANT[^;]*);"
                                        .formatted(mariaDb ? "MariaDB" : "MySQL"))
                        .matcher(Files.readString(Path.of("../docs/handbook/servers.md")));
        assertThat(grant.find()).isTrue();
        try {
            fleet.executeOnServer("CREATE USER %s IDENTIFIED BY 'as-told'".formatted(user));
            fleet.executeOnServer(grant.group(1).replace("'tenantry_admin'@'%'", user));

            CheckReport report = checks.tryOut(by(user, "as-told"), TestFleet.OPERATOR);

            assertThat(report.of(Severity.ERROR)).isEmpty();
            assertThat(report.findings()).extracting(Finding::code).containsAll(BY_TRYING);
            assertThat(grantsWished(report)).isEmpty();
            assertThat(report.of(Severity.WARNING))
                    .extracting(Finding::code)
                    .doesNotContainAnyElementsOf(BY_TRYING);

            fleet.executeOnServer("SET GLOBAL log_bin_trust_function_creators = OFF");
            CheckReport distrusted = checks.tryOut(by(user, "as-told"), TestFleet.OPERATOR);
            assertThat(distrusted.ok()).isTrue();
            for (String code : List.of("make_triggers", "make_routines")) {
                assertThat(finding(distrusted, code).found()).contains("1419");
                assertThat(finding(distrusted, code).remedy())
                        .contains("log_bin_trust_function_creators = ON");
            }
            assertNothingLeft();
        } finally {
            fleet.executeOnServer("SET GLOBAL log_bin_trust_function_creators = ON");
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
    void serversAreMeasuredAndOneThatIsGoneStopsNobody() {
        fleet.executeOnServer("CREATE DATABASE t_measured");
        try (LocalDatabaseServer second = fleet.stack().startDatabaseServer("second")) {
            fleet.executeOnServer("CREATE TABLE t_measured.filled (id INT PRIMARY KEY)");
            fleet.servers()
                    .register(
                            TestFleet.registration("a-gone", second.describe()),
                            TestFleet.OPERATOR);
            second.kill();

            assertThat(checks.measure()).isEqualTo(1);

            assertThat(fleet.servers().overview(TestFleet.SERVER).orElseThrow().load().bytes())
                    .isGreaterThan(10_000);
            assertThat(fleet.servers().overview("a-gone").orElseThrow().load().measuredAt())
                    .isNull();
        } finally {
            fleet.executeOnServer("DROP DATABASE t_measured");
        }
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
