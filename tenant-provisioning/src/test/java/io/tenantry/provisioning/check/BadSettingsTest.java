package io.tenantry.provisioning.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.Engine;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.ServerRegistration;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real servers, set up badly; mended as the check says. */
class BadSettingsTest {
    private static final int POOL = 32;

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
    void badSettingsAreFoundAndTheRemediesMendThem() {
        String[] bad = {
            "--binlog-format=STATEMENT",
            "--binlog-row-image=MINIMAL",
            "--binlog-row-metadata=MINIMAL",
            "--local-infile=OFF",
            "--max-connections=40",
            "--innodb-flush-log-at-trx-commit=2",
            "--sync-binlog=0",
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
                    .contains(
                            "local_infile",
                            "commit_durability",
                            "binlog_synced",
                            "time_zone",
                            "sql_mode");
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

    private static Finding finding(CheckReport report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
