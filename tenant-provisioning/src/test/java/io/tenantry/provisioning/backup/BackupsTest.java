package io.tenantry.provisioning.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.StepState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's backups: made, looked at, restored as a new tenant, removed, and gone with it. */
class BackupsTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();

    private static TestFleet fleet;
    private static TestReplica replica;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        replica = TestReplica.on(fleet);
    }

    @AfterAll
    static void close() {
        replica.close();
        fleet.close();
    }

    @BeforeEach
    void nothingHappens() {
        fleet.beforePut(name -> {});
    }

    private static CreateTenant wish() {
        String slug = "tenant-" + SLUGS.incrementAndGet();
        return new CreateTenant(slug, slug, null, null, null);
    }

    private static String database(TenantId tenant) {
        return fleet.inControlPlane(
                        "SELECT database_name FROM tenant_databases WHERE tenant_id = '%s'"
                                .formatted(tenant.value()))
                .getFirst();
    }

    private static void write(TenantId tenant, String title) {
        fleet.executeOnServer(
                "INSERT INTO %s.designs VALUES ('%s', '%s', 'a coat', 'u1', 1, NOW(6), NOW(6))"
                        .formatted(database(tenant), Ulid.next(), title));
    }

    private static List<String> designs(TenantId tenant) {
        return fleet.onServer(
                "SELECT title FROM %s.designs ORDER BY id".formatted(database(tenant)));
    }

    private static TenantId tenant() {
        RequestedTenant requested = replica.tenants().create(wish(), TestFleet.OPERATOR);
        replica.await(requested.operation());
        write(requested.tenant().id(), "Coat");
        return requested.tenant().id();
    }

    private static RequestedBackup ask(TenantId tenant) {
        return fleet.controlPlane()
                .inTransaction(
                        handle -> replica.backups().create(handle, tenant, TestFleet.OPERATOR));
    }

    private static Backup made(TenantId tenant) {
        RequestedBackup requested = ask(tenant);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return found(tenant, requested.backup().id());
    }

    private static Backup found(TenantId tenant, String id) {
        return replica.backups().find(tenant, id).orElseThrow();
    }

    private static List<Path> files(TenantId tenant) throws IOException {
        Path folder = fleet.backupFolder().resolve(tenant.value());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Operation verify(TenantId tenant, Backup backup) {
        return replica.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.backups()
                                        .verify(handle, tenant, backup.id(), TestFleet.OPERATOR))
                        .operation());
    }

    private static void assertReason(Runnable call, Reason reason) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aBackupIsMadeAndVerified() throws IOException {
        TenantId tenant = tenant();

        Backup backup = made(tenant);

        assertThat(backup.state()).isEqualTo(BackupState.READY);
        assertThat(backup.rows()).isPositive();
        assertThat(backup.storedBytes()).isPositive();
        assertThat(backup.takenAt()).isNotNull();
        assertThat(backup.position()).isNotNull();
        assertThat(backup.database()).isEqualTo(database(tenant));
        assertThat(backup.serverId()).isNotNull();
        assertThat(files(tenant)).isNotEmpty();
        assertThat(verify(tenant, backup).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(found(tenant, backup.id()).verifiedAt()).isNotNull();
        assertThat(replica.backups().list(tenant, null, 10))
                .extracting(Backup::id)
                .containsExactly(backup.id());
    }

    @Test
    void aBackupComesBackAsANewTenantWithWhatWasThereThen() {
        TenantId tenant = tenant();
        Backup backup = made(tenant);
        write(tenant, "Later");

        RequestedTenant requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.tenants()
                                        .restore(
                                                handle,
                                                tenant,
                                                backup.id(),
                                                wish(),
                                                TestFleet.OPERATOR));

        Operation operation = replica.await(requested.operation());
        assertThat(operation.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(operation.kind()).isEqualTo("tenant.restore");
        assertThat(designs(requested.tenant().id())).containsExactly("Coat");
        assertThat(designs(tenant)).containsExactly("Coat", "Later");
        String version =
                "SELECT CONCAT(changelog_version, schema_fingerprint) FROM tenant_databases WHERE tenant_id = '%s'";
        assertThat(fleet.inControlPlane(version.formatted(requested.tenant().id().value())))
                .isEqualTo(fleet.inControlPlane(version.formatted(tenant.value())));
    }

    /** Changes one bit of a piece with rows. */
    private static void damage(TenantId tenant) throws IOException {
        Path piece =
                files(tenant).stream()
                        .filter(file -> file.getFileName().toString().startsWith("t"))
                        .findFirst()
                        .orElseThrow();
        byte[] bytes = Files.readAllBytes(piece);
        bytes[bytes.length / 2] ^= 1;
        Files.write(piece, bytes);
    }

    @Test
    void aRestoreThatMeetsDamageSaysSoOfTheBackup() throws IOException {
        TenantId tenant = tenant();
        Backup backup = made(tenant);
        damage(tenant);

        RequestedTenant requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.tenants()
                                        .restore(
                                                handle,
                                                tenant,
                                                backup.id(),
                                                wish(),
                                                TestFleet.OPERATOR));

        assertThat(replica.await(requested.operation()).errorCode()).isEqualTo("backup_damaged");
        assertThat(found(tenant, backup.id()).state()).isEqualTo(BackupState.DAMAGED);
    }

    @Test
    void aBackupThatAnOperationWorksWithIsNotRemoved() {
        TenantId tenant = tenant();
        Backup backup = made(tenant);

        assertReason(
                () ->
                        fleet.controlPlane()
                                .inTransaction(handle -> {
                                    replica.backups()
                                            .verify(
                                                    handle,
                                                    tenant,
                                                    backup.id(),
                                                    TestFleet.OPERATOR);
                                    return replica.backups()
                                            .delete(
                                                    handle,
                                                    tenant,
                                                    backup.id(),
                                                    TestFleet.OPERATOR);
                                }),
                Reason.BACKUP_STATE_CONFLICT);
        assertThat(found(tenant, backup.id()).state()).isEqualTo(BackupState.READY);
    }

    @Test
    void whatALateLookFindsSaysNothingOfABackupThatIsBeingRemoved() {
        TenantId tenant = tenant();
        Backup backup = made(tenant);
        String state = "SELECT state FROM backups WHERE id = '%s'".formatted(backup.id());

        fleet.controlPlane()
                .useTransaction(handle -> {
                    BackupRows.deleting(handle, backup.id());
                    BackupRows.verified(handle, backup.id(), fleet.controlPlane().now());
                    BackupRows.damaged(handle, backup.id());
                });

        assertThat(fleet.inControlPlane(state)).containsExactly("deleting");
    }

    @Test
    void aDamagedBackupIsFoundOutAndNotRestored() throws IOException {
        TenantId tenant = tenant();
        Backup backup = made(tenant);
        damage(tenant);

        Operation operation = verify(tenant, backup);

        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(operation.errorCode()).isEqualTo("backup_damaged");
        assertThat(found(tenant, backup.id()).state()).isEqualTo(BackupState.DAMAGED);
        assertReason(
                () ->
                        fleet.controlPlane()
                                .inTransaction(handle ->
                                        replica.tenants()
                                                .restore(
                                                        handle,
                                                        tenant,
                                                        backup.id(),
                                                        wish(),
                                                        TestFleet.OPERATOR)),
                Reason.BACKUP_STATE_CONFLICT);
    }

    @Test
    void aRemovedBackupLeavesNothing() throws IOException {
        TenantId tenant = tenant();
        Backup backup = made(tenant);

        RequestedBackup requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.backups()
                                        .delete(handle, tenant, backup.id(), TestFleet.OPERATOR));

        assertThat(requested.backup().state()).isEqualTo(BackupState.DELETING);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(replica.backups().find(tenant, backup.id())).isEmpty();
        assertThat(files(tenant)).isEmpty();
    }

    @Test
    void aBackupOfATenantWhoseDatabaseIsGoneFailsAndLeavesNothing() throws IOException {
        TenantId tenant = tenant();
        fleet.executeOnServer("DROP DATABASE " + database(tenant));
        RequestedBackup requested = ask(tenant);

        Operation operation = replica.await(requested.operation());

        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(found(tenant, requested.backup().id()).state()).isEqualTo(BackupState.FAILED);
        assertThat(files(tenant)).isEmpty();
        fleet.executeOnServer("CREATE DATABASE " + database(tenant));
    }

    @Test
    void onlookersAreToldHowFarItIs() {
        TenantId tenant = tenant();
        fleet.beforePut(name -> fleet.clock().advance(Duration.ofSeconds(1)));
        RequestedBackup requested = ask(tenant);

        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);

        List<OperationEvent> events = replica.operations().eventsAfter(requested.operation(), 0);
        assertThat(events)
                .filteredOn(event -> event.percent().isPresent())
                .isNotEmpty()
                .allMatch(event -> "write-backup".equals(event.step()));
    }

    @Test
    void aStoreThatFailsForAWhileIsTriedAgain() {
        TenantId tenant = tenant();
        AtomicInteger failures = new AtomicInteger(2);
        fleet.beforePut(name -> {
            if (name.endsWith("manifest") && failures.getAndDecrement() > 0) {
                throw new IOException("no space left on device");
            }
        });

        assertThat(made(tenant).state()).isEqualTo(BackupState.READY);
    }

    @Test
    void aStoreThatStaysFullEndsTheBackupAndNothingIsLeft() throws IOException {
        TenantId tenant = tenant();
        fleet.beforePut(name -> {
            if (name.endsWith("manifest")) {
                throw new IOException("no space left on device");
            }
        });
        RequestedBackup requested = ask(tenant);

        Operation operation = replica.await(requested.operation());

        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).isEqualTo("backup_store_failed");
        assertThat(operation.errorDetail()).contains("no space left");
        assertThat(found(tenant, requested.backup().id()).state()).isEqualTo(BackupState.FAILED);
        assertThat(files(tenant)).isEmpty();
    }

    @Test
    void anotherReplicaMakesTheBackupThatACrashLeftHalfMade() {
        TenantId tenant = tenant();
        try (TestReplica crashing = TestReplica.on(fleet, "crashing", kind -> kind)) {
            fleet.beforePut(name -> {
                if (name.endsWith("manifest")) {
                    fleet.beforePut(other -> {});
                    throw new Crash();
                }
            });
            RequestedBackup requested =
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    crashing.backups().create(handle, tenant, TestFleet.OPERATOR));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> crashing.runner().isIdle());
            assertThat(found(tenant, requested.backup().id()).state())
                    .isEqualTo(BackupState.MAKING);

            fleet.clock().advance(Duration.ofSeconds(16));

            assertThat(replica.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            Backup backup = found(tenant, requested.backup().id());
            assertThat(verify(tenant, backup).state()).isEqualTo(OperationState.SUCCEEDED);
        }
    }

    /** The purge is asked for, and goes on. */
    private static RequestedTenant deleteAndPurge(TenantId tenant) {
        RequestedTenant deleted =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .delete(handle, tenant, null, TestFleet.OPERATOR));
        replica.await(deleted.operation());
        return fleet.controlPlane()
                .inTransaction(handle ->
                        replica.lifecycle()
                                .purge(
                                        handle,
                                        tenant,
                                        deleted.tenant().slug().value(),
                                        TestFleet.OPERATOR));
    }

    private static void assertNothingIsLeft(TenantId tenant) throws IOException {
        assertThat(files(tenant)).isEmpty();
        assertThat(
                        fleet.inControlPlane(
                                "SELECT 1 FROM backup_keys WHERE tenant_id = '%s'"
                                        .formatted(tenant.value())))
                .isEmpty();
    }

    @Test
    void aPurgeShredsTheKeyAndRemovesTheBackups() throws IOException {
        TenantId tenant = tenant();
        made(tenant);
        RequestedTenant purged = deleteAndPurge(tenant);

        assertThat(replica.await(purged.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
        assertNothingIsLeft(tenant);
        assertThat(replica.lifecycle().receipt(tenant).orElseThrow().removed())
                .extracting(item -> item.kind())
                .contains("backup-key", "backups");
    }

    /**
     * The backup is undone, however far it had come, and the purge waits for nothing but its reads.
     */
    @Test
    void aTenantThatIsPurgedInTheMiddleOfItsBackupLeavesNothing() throws Exception {
        TenantId tenant = tenant();
        CountDownLatch nearlyDone = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        fleet.beforePut(name -> {
            if (name.endsWith("manifest")) {
                nearlyDone.countDown();
                await(goOn);
            }
        });
        RequestedBackup backup = ask(tenant);
        await(nearlyDone);
        RequestedTenant purged = deleteAndPurge(tenant);
        replica.await(() -> isDone(purged.operation(), "remove-backups"));

        goOn.countDown();

        assertThat(replica.await(backup.operation()).state()).isEqualTo(OperationState.UNDONE);
        assertThat(replica.await(purged.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
        assertNothingIsLeft(tenant);
        assertThat(replica.backups().find(tenant, backup.backup().id()))
                .map(Backup::state)
                .isNotEqualTo(Optional.of(BackupState.READY))
                .isNotEqualTo(Optional.of(BackupState.MAKING));
    }

    private static boolean isDone(OperationId operation, String step) {
        return replica.operation(operation).steps().stream()
                .anyMatch(known -> known.name().equals(step) && known.state() == StepState.DONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBackupOfAnotherTenantIsUnknown() {
        Backup backup = made(tenant());

        assertThat(replica.backups().find(tenant(), backup.id())).isEmpty();
    }

    @Test
    void aTenantCanBeClosedWhileABackupIsMade() {
        TenantId tenant = tenant();
        ask(tenant);

        RequestedTenant suspended =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .suspend(handle, tenant, null, TestFleet.OPERATOR));

        assertThat(replica.await(suspended.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
    }
}
