package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.FullServer;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.drill.Drill;
import io.tenantry.provisioning.drill.RequestedDrill;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.schedule.BackupReplica;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Restores, peeks and drills on a server whose disk is full, or becomes so. */
class FullServerRestoreTest {
    private static final int ROWS = 64;

    private static RestoredTenants tenants;
    private static TestFleet fleet;
    private static FullServer server;

    @BeforeAll
    static void open() {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
        server = FullServer.in(fleet);
    }

    @AfterAll
    static void close() {
        tenants.close();
        server.close();
    }

    private static TenantId tenantOnTheServer() throws SQLException {
        RequestedTenant requested =
                tenants.replica()
                        .tenants()
                        .create(
                                new CreateTenant("full", "full", null, FullServer.NAME, null),
                                TestFleet.OPERATOR);
        assertThat(tenants.replica().await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        TenantId tenant = requested.tenant().id();
        String table = tenants.serving(tenant).name() + ".much";
        try (Connection admin = server.admin();
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "CREATE TABLE %s (id SERIAL, bytes VARBINARY(7000))".formatted(table));
            statement.execute("INSERT INTO %s (bytes) VALUES (REPEAT('x', 7000))".formatted(table));
            for (int rows = 1; rows < ROWS; rows *= 2) {
                statement.execute(
                        "INSERT INTO %1$s (bytes) SELECT bytes FROM %1$s".formatted(table));
            }
        }
        return tenant;
    }

    private static Operation restore(TenantId tenant, RestoreWish wish) {
        return tenants.replica().await(tenants.ask(tenants.replica(), tenant, wish).operation());
    }

    private static Operation peek(TenantId tenant, String backup) {
        return tenants.replica()
                .await(
                        fleet.controlPlane()
                                .inTransaction(handle ->
                                        tenants.replica()
                                                .peeks()
                                                .open(
                                                        handle,
                                                        tenant,
                                                        new PeekWish(
                                                                backup, null, Duration.ofHours(1)),
                                                        TestFleet.OPERATOR))
                                .operation());
    }

    private static void assertFull(Operation operation) {
        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).as(operation.errorDetail()).isEqualTo("server_full");
        assertThat(operation.errorDetail()).contains("make some, then try again");
    }

    private static void assertServes(TenantId tenant, TenantDatabase database) {
        // Undone, a restore in place leaves it in a new epoch.
        assertThat(tenants.serving(tenant).id()).isEqualTo(database.id());
        assertThat(tenants.replica().tenants().find(tenant).orElseThrow().state())
                .isEqualTo(TenantState.ACTIVE);
        assertThat(server.texts("SELECT COUNT(*) FROM %s.much".formatted(database.name())))
                .containsExactly(String.valueOf(ROWS));
    }

    @Test
    void whatNeedsRoomSaysSoLeavesNothingAndSucceedsWhenThereIsSome() throws SQLException {
        TenantId tenant = tenantOnTheServer();
        String backup = tenants.backup(tenant);
        TenantDatabase serving = tenants.serving(tenant);
        Set<String> made = server.made();
        server.prepare();

        for (RestoreMode mode : List.of(RestoreMode.SIDE_BY_SIDE, RestoreMode.IN_PLACE)) {
            server.fill();
            assertFull(restore(tenant, RestoreWish.of(backup, mode)));
            assertServes(tenant, serving);
        }
        server.fill();
        assertFull(peek(tenant, backup));
        server.fill();
        drillFails(tenant, backup);
        assertThat(server.made()).isEqualTo(made);
        assertServes(tenant, serving);

        server.makeRoom();
        assertThat(restore(tenant, RestoreWish.of(backup, RestoreMode.SIDE_BY_SIDE)).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertServes(tenant, tenants.serving(tenant));
        assertThat(tenants.serving(tenant)).isNotEqualTo(serving);
    }

    private static void drillFails(TenantId tenant, String backup) {
        try (BackupReplica drilling = BackupReplica.on(fleet)) {
            RequestedDrill requested =
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    drilling.drills()
                                            .create(handle, tenant, backup, TestFleet.OPERATOR));
            assertFull(drilling.await(requested.operation()));
            Drill receipt = drilling.drills().find(requested.drill().id()).orElseThrow();
            assertThat(receipt.errorCode()).isEqualTo("server_full");
            assertThat(drilling.backups().find(tenant, backup).orElseThrow().state())
                    .isEqualTo(BackupState.READY);
        }
    }

    /** From a server with room; the disk is full when half of the rows are there. */
    @Test
    void aDiskThatBecomesFullMeanwhileLeavesNothingEither() throws SQLException {
        TenantId tenant = tenants.tenant();
        TenantDatabase serving = tenants.serving(tenant);
        String table = serving.name() + ".much";
        fleet.executeOnServer(
                "CREATE TABLE %s (id SERIAL, bytes VARBINARY(7000))".formatted(table));
        fleet.executeOnServer("INSERT INTO %s (bytes) VALUES (REPEAT('x', 7000))".formatted(table));
        for (int rows = 1; rows < 2000; rows *= 2) {
            fleet.executeOnServer(
                    "INSERT INTO %1$s (bytes) SELECT bytes FROM %1$s".formatted(table));
        }
        String backup = tenants.backup(tenant);
        Set<String> made = server.made();

        assertFull(
                restore(
                        tenant,
                        new RestoreWish(
                                backup,
                                null,
                                RestoreMode.SIDE_BY_SIDE,
                                FullServer.NAME,
                                true,
                                null)));

        assertThat(server.made()).isEqualTo(made);
        assertThat(tenants.serving(tenant)).isEqualTo(serving);
        assertThat(tenants.designs(tenant)).isEqualTo(List.of("Coat"));
    }
}
