package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import io.tenantry.provisioning.migration.MigrationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backups of an older schema than the tenant has by now. */
class OlderBackupsTest {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final String AFTER = "changelog-tests/migration/after.yaml";

    private static TestFleet fleet;
    private static RestoredTenants before;
    private static RestoredTenants after;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        before = new RestoredTenants(fleet, TestReplica.withChangelog(fleet, BEFORE));
        after = new RestoredTenants(fleet, TestReplica.withChangelog(fleet, AFTER));
    }

    @AfterAll
    static void close() {
        after.replica().close();
        before.close();
    }

    private static void migrate(TenantId tenant) {
        String migration =
                after.replica()
                        .migrations()
                        .start(
                                new MigrationRequest(
                                        Set.of(tenant), true, MigrationSettings.DEFAULTS),
                                TestFleet.OPERATOR)
                        .id();
        after.replica()
                .await(() ->
                        after.replica().migrations().find(migration).orElseThrow().state()
                                != MigrationState.RUNNING);
    }

    private static String version(TenantId tenant) {
        return after.replica().tenants().find(tenant).orElseThrow().schemaVersion() + "";
    }

    /** What the migration leaves in a database that it was at work on once. */
    private static void assertMigratedOnce(TenantId tenant) {
        assertThat(
                        fleet.onServer(
                                "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                                        .formatted(after.serving(tenant).name())))
                .containsExactly("again=1", "styled=1");
    }

    @Test
    void anOlderBackupIsBroughtToTheVersionThatTheTenantHas() {
        TenantId tenant = before.tenant();
        String backup = before.backup(tenant);
        String old = version(tenant);
        migrate(tenant);
        String now = version(tenant);
        assertThat(now).isNotEqualTo(old);
        after.write(tenant, "Later");

        assertThat(
                        after.replica()
                                .restores()
                                .plan(tenant, RestoreWish.of(backup, RestoreMode.SIDE_BY_SIDE))
                                .migrates())
                .isTrue();
        Restore restore = after.restored(tenant, backup, RestoreMode.SIDE_BY_SIDE);

        assertThat(after.designs(tenant)).containsExactly("Coat");
        assertThat(version(tenant)).isEqualTo(now);
        assertMigratedOnce(tenant);
        // A replica of the older release knows no way to what the tenant has.
        RestoredTenants.assertReason(
                () ->
                        before.ask(
                                before.replica(),
                                tenant,
                                RestoreWish.of(backup, RestoreMode.SIDE_BY_SIDE)),
                Reason.RESTORE_OF_ANOTHER_RELEASE);
        assertThat(restore.state()).isEqualTo(RestoreState.DONE);
    }

    @Test
    void anUndoFollowsTheTenantToTheVersionThatItHasByThen() {
        TenantId tenant = before.tenant();
        Restore restore = before.restored(tenant, before.backup(tenant), RestoreMode.SIDE_BY_SIDE);
        migrate(tenant);
        String now = version(tenant);

        RequestedRestore undo = after.askUndo(after.replica(), restore);

        assertThat(after.replica().await(undo.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(version(tenant)).isEqualTo(now);
        assertMigratedOnce(tenant);
    }

    @Test
    void aNewTenantThatBeginsWithAnOlderBackupIsBroughtUpToDate() {
        TenantId tenant = before.tenant();
        String backup = before.backup(tenant);

        RequestedTenant made =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                after.replica()
                                        .tenants()
                                        .restore(
                                                handle,
                                                tenant,
                                                backup,
                                                new CreateTenant(
                                                        "begun-with", "begun", null, null, null),
                                                TestFleet.OPERATOR));

        assertThat(after.replica().await(made.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(version(made.tenant().id())).isNotEqualTo(version(tenant));
        assertThat(after.designs(made.tenant().id())).containsExactly("Coat");
        assertMigratedOnce(made.tenant().id());
    }
}
