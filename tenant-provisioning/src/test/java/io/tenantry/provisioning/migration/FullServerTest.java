package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.ServerTrouble;
import io.tenantry.provisioning.tenant.CreateTenant;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose disk is full: all tables lie in one file that may not grow. */
class FullServerTest {
    private static final String FULL = "full";
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final int MOST = 5_000;

    private TestFleet fleet;
    private LocalDatabaseServer server;
    private int filled;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        server =
                fleet.stack()
                        .startDatabaseServer(
                                FULL,
                                "--innodb-file-per-table=0",
                                "--innodb-data-file-path=ibdata1:12M:autoextend:max:20M");
        fleet.servers()
                .register(TestFleet.registration(FULL, server.describe()), TestFleet.OPERATOR);
    }

    @AfterEach
    void close() {
        fleet.close();
        server.close();
    }

    private Connection admin() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(server.describe().host(), server.describe().port()),
                server.describe().adminUser(),
                server.describe().adminPassword());
    }

    private Set<String> made() throws SQLException {
        try (Connection admin = admin()) {
            return Set.copyOf(
                    TestFleet.texts(
                            admin,
                            """
                            SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 't\\_%'
                            UNION ALL
                            SELECT CONCAT(User, '@') FROM mysql.user WHERE User LIKE 't\\_%'
                            """));
        }
    }

    private void makeFiller() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE filler");
            // No BLOBs: MariaDB ends itself when it finds no page for one.
            statement.execute("CREATE TABLE filler.rows_ (id SERIAL, bytes VARBINARY(7000))");
        }
    }

    /**
     * Writes rows until none fits, and makes tables until none does: time and again until there was
     * nothing to add, as a server goes on purging and so gives pages back after it was full.
     */
    private void fill() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            String rows = String.join(", ", Collections.nCopies(20, "(REPEAT('x', 7000))"));
            int before;
            do {
                before = filled;
                untilFull(_ -> "INSERT INTO filler.rows_ (bytes) VALUES " + rows, statement);
                untilFull("CREATE TABLE filler.t_%d (id INT)"::formatted, statement);
            } while (filled > before);
        }
    }

    private void untilFull(IntFunction<String> sql, Statement statement) {
        assertThatThrownBy(
                        () -> {
                            while (filled < MOST) {
                                statement.execute(sql.apply(filled));
                                filled++;
                            }
                        })
                .isInstanceOf(SQLException.class)
                .satisfies(e ->
                        assertThat(ServerTrouble.behind(e))
                                .as(e.toString())
                                .contains(ProvisioningException.Reason.SERVER_FULL));
    }

    private void makeRoom() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE filler");
        }
        // Servers hand out the pages of what was dropped only after a while.
        Awaitility.await()
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(this::isThereRoomForMuch);
    }

    private boolean isThereRoomForMuch() throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS probe");
            try {
                statement.execute("CREATE TABLE probe.rows_ (id SERIAL, bytes VARBINARY(7000))");
                statement.execute(
                        "INSERT INTO probe.rows_ (bytes) VALUES "
                                + String.join(
                                        ", ", Collections.nCopies(99, "(REPEAT('x', 7000))")));
                return true;
            } finally {
                statement.execute("DROP DATABASE probe");
            }
        }
    }

    private static Operation create(TestReplica replica, String slug) {
        return replica.await(
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, FULL, null), TestFleet.OPERATOR)
                        .operation());
    }

    @Test
    void whatNeedsRoomSaysSoLeavesNothingAndGoesOnWhenThereIsSome() throws SQLException {
        try (TestReplica before = TestReplica.withChangelog(fleet, BEFORE);
                TestReplica after = TestReplica.withChangelog(fleet, MigratingFleet.AFTER)) {
            assertThat(create(before, "first").state()).isEqualTo(OperationState.SUCCEEDED);
            after.migrations().plan(Set.of());
            Set<String> made = made();
            makeFiller();
            fill();

            Operation creation = create(before, "second");
            assertThat(creation.state()).isEqualTo(OperationState.UNDONE);
            assertThat(creation.errorCode()).isEqualTo("server_full");
            assertThat(creation.errorDetail()).contains("no room left");
            assertThat(made()).isEqualTo(made);

            fill();
            Migration paused =
                    await(after, after.migrations().start(all(atOnce()), TestFleet.OPERATOR));
            assertThat(paused.state()).isEqualTo(MigrationState.PAUSED);
            assertThat(after.migrations().targets(paused.id(), null, null, 10))
                    .extracting(MigrationTarget::code)
                    .containsExactly("server_full");

            fill();
            assertPlanSaysSo();

            makeRoom();
            after.migrations().steering().resume(paused.id(), TestFleet.OPERATOR);
            Migration ended = await(after, paused);
            assertThat(ended.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 1));
            assertThat(counters()).containsExactly("again=1", "styled=1");
            assertThat(create(after, "second").state()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    /** Of another release, whose way is not recorded yet. */
    private void assertPlanSaysSo() {
        try (TestReplica other =
                TestReplica.withChangelog(fleet, "changelog-tests/migration/same.yaml")) {
            assertThatThrownBy(() -> other.migrations().plan(Set.of()))
                    .isInstanceOf(ProvisioningException.class)
                    .satisfies(e ->
                            assertThat(ServerTrouble.behind(e))
                                    .contains(ProvisioningException.Reason.SERVER_FULL));
        }
    }

    private List<String> counters() throws SQLException {
        try (Connection admin = admin()) {
            return TestFleet.texts(
                    admin,
                    "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                            .formatted(
                                    fleet.inControlPlane(
                                                    "SELECT database_name FROM tenant_databases")
                                            .getFirst()));
        }
    }
}
