package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.BackupOrigin;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.schedule.BackupReplica;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.routing.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A purge of a tenant whose backups the store keeps locked. */
class LockedPurgeTest {
    private static final Actor JOB = Actor.local("job:prune-backups");

    @Test
    void aPurgeEndsAllTheSameAndTheObjectsGoWhenTheirTimeHasCome() {
        try (TestFleet fleet = TestFleet.create();
                BackupReplica backups = BackupReplica.locking(fleet);
                TestReplica replica =
                        TestReplica.aroundLife(
                                fleet, "purging", life -> onALockingStore(fleet, life))) {
            RequestedTenant made =
                    replica.tenants()
                            .create(
                                    new CreateTenant("locked", "Locked", null, null, null),
                                    TestFleet.OPERATOR);
            replica.await(made.operation());
            TenantId tenant = made.tenant().id();
            lockABackup(fleet, backups, tenant);
            Path files = fleet.backupFolder().resolve(tenant.value());

            purge(fleet, replica, made.tenant());

            assertThat(files).exists();
            assertThat(replica.lifecycle().receipt(tenant).orElseThrow().removed())
                    .filteredOn(item -> item.kind().equals("backups"))
                    .singleElement()
                    .satisfies(item -> assertThat(item.name()).contains("keeps until"));

            fleet.clock().advance(Duration.ofDays(400));
            backups.retention().reconcile(JOB);
            backups.awaitAll();

            assertThat(Files.exists(files)).isFalse();
            assertThat(fleet.inControlPlane("SELECT place FROM backup_leftovers")).isEmpty();
        }
    }

    private static LifeKinds onALockingStore(TestFleet fleet, LifeKinds life) {
        BackupVault vault =
                new BackupVault(
                        fleet.controlPlane(),
                        fleet.secrets(),
                        new FolderStore(fleet.backupFolder(), true, fleet.clock()));
        return new LifeKinds(
                life.suspend(),
                life.resume(),
                life.delete(),
                life.undelete(),
                DecoratedKind.at(
                        life.purge(),
                        RemoveBackups.NAME,
                        _ -> new RemoveBackups(fleet.controlPlane(), vault)));
    }

    private static void lockABackup(TestFleet fleet, BackupReplica backups, TenantId tenant) {
        backups.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                backups.backups()
                                        .create(handle, tenant, BackupOrigin.SCHEDULED, JOB))
                        .operation());
        backups.retention().reconcile(JOB);
        backups.awaitAll();
        assertThat(backups.backups().list(tenant, null, 1).getFirst().lockedUntil()).isNotNull();
    }

    private static void purge(TestFleet fleet, TestReplica replica, Tenant tenant) {
        replica.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .delete(handle, tenant.id(), null, TestFleet.OPERATOR))
                        .operation());
        assertThat(
                        replica.await(
                                        fleet.controlPlane()
                                                .inTransaction(handle ->
                                                        replica.lifecycle()
                                                                .purge(
                                                                        handle,
                                                                        tenant.id(),
                                                                        tenant.slug().value(),
                                                                        TestFleet.OPERATOR))
                                                .operation())
                                .state())
                .isEqualTo(OperationState.SUCCEEDED);
    }
}
