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
