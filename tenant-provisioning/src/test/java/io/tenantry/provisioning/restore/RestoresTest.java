package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tenant's past in the place of its present, and back. */
class RestoresTest {
    private static RestoredTenants tenants;
    private static TestFleet fleet;

    @BeforeAll
    static void open() {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
    }

    @AfterAll
    static void close() {
        tenants.close();
    }

    private static void assertServes(TenantDatabase database) {
        try (Connection account =
                fleet.connect(database.account().value(), tenants.password(database))) {
            assertThat(account.isValid(1)).isTrue();
        } catch (SQLException e) {
            throw new AssertionError("the account that serves is refused", e);
        }
        assertThat(
                        fleet.onServer(
                                "SELECT CONCAT(tenant_id, ' ', database_id, ' ', epoch) FROM %s.tenant_identity"
                                        .formatted(database.name())))
                .containsExactly(
                        "%s %s %d"
                                .formatted(
                                        database.tenant().value(),
                                        database.id(),
                                        database.epoch()));
    }

    private static void assertLocked(TenantDatabase database) {
        assertThatThrownBy(
                        () -> fleet.connect(database.account().value(), tenants.password(database)))
                .hasMessageContaining("lock");
    }

    private static TenantState state(TenantId tenant) {
        return tenants.replica().tenants().find(tenant).orElseThrow().state();
    }

    private static void drop() {
        tenants.replica().restores().dropDue(100, TestFleet.OPERATOR);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOST_SERVER")
    void thePastTakesThePlaceOfThePresentInTheNextEpochAndCanBeTakenBack(RestoreMode mode) {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        tenants.write(tenant, "Later");
        TenantDatabase former = tenants.serving(tenant);

        Restore restore = tenants.restored(tenant, backup, mode);

        assertThat(tenants.designs(tenant)).containsExactly("Coat");
        TenantDatabase restored = tenants.serving(tenant);
        assertThat(restored.id()).isNotEqualTo(former.id()).isEqualTo(restore.database());
        assertThat(restored.epoch()).isEqualTo(former.epoch() + 1);
        assertThat(state(tenant)).isEqualTo(TenantState.ACTIVE);
        assertServes(restored);
        assertLocked(former);
        assertThat(restore.state()).isEqualTo(RestoreState.DONE);
        assertThat(restore.keptUntil()).isAfter(fleet.clock().instant());
        assertThat(restore.cutOver()).isNotNull();

        tenants.write(tenant, "After");
        RequestedRestore undo = tenants.askUndo(tenants.replica(), restore);
        assertThat(tenants.replica().await(undo.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);

        assertThat(tenants.designs(tenant)).containsExactly("Coat", "Later");
        assertThat(tenants.serving(tenant).id()).isEqualTo(former.id());
        assertThat(tenants.serving(tenant).epoch()).isEqualTo(former.epoch() + 2);
        assertServes(tenants.serving(tenant));
        assertLocked(restored);
        assertThat(tenants.find(restore).state()).isEqualTo(RestoreState.UNDONE);
        RestoredTenants.assertReason(
                () -> tenants.askUndo(tenants.replica(), restore), Reason.RESTORE_STATE_CONFLICT);
        assertThat(tenants.replica().restores().list(tenant, null, 10))
                .extracting(Restore::id)
                .containsExactly(restore.id());
    }

    @Test
    void aServerThatCannotTakeTheBackupIsRefusedBeforeAnybodyIsDisturbed() {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        String engine =
                fleet.inControlPlane("SELECT engine FROM backups WHERE id = '%s'".formatted(backup))
                        .getFirst();
        RestoreWish wish = RestoreWish.of(backup, RestoreMode.IN_PLACE);

        madeOn(backup, engine.startsWith("mysql") ? "mariadb-11.4.5" : "mysql-9.7.4");
        RestoredTenants.assertReason(
                () -> tenants.replica().restores().plan(tenant, wish), Reason.ENGINE_MISMATCH);
        RestoredTenants.assertReason(
                () -> tenants.ask(tenants.replica(), tenant, wish), Reason.ENGINE_MISMATCH);
        RestoredTenants.assertReason(() -> askForNew(tenant, backup), Reason.ENGINE_MISMATCH);

        // The rows of a later release can be had, but its log cannot be replayed.
        madeOn(backup, engine.replaceFirst("-.*", "-99.9.9"));
        assertThat(tenants.replica().restores().plan(tenant, wish).backup().id()).isEqualTo(backup);
        RestoredTenants.assertReason(
                () ->
                        tenants.replica()
                                .restores()
                                .demandPlaceForNew(tenant, backup, fleet.clock().instant(), null),
                Reason.ENGINE_MISMATCH);
        assertThat(state(tenant)).isEqualTo(TenantState.ACTIVE);
        assertThat(tenants.replica().restores().list(tenant, null, 10)).isEmpty();
    }

    private static void madeOn(String backup, String release) {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE backups SET engine = ? WHERE id = ?", release, backup));
    }

    private static void askForNew(TenantId tenant, String backup) {
        fleet.controlPlane()
                .useTransaction(handle ->
                        tenants.replica()
                                .tenants()
                                .restore(
                                        handle,
                                        tenant,
                                        backup,
                                        new CreateTenant("refused", "Refused", null, null, null),
                                        TestFleet.OPERATOR));
    }

    @Test
    void whatServesNoMoreGoesWhenItsTimeIsOver() {
        TenantId tenant = tenants.tenant();
        TenantDatabase former = tenants.serving(tenant);
        Restore restore =
                tenants.restored(tenant, tenants.backup(tenant), RestoreMode.SIDE_BY_SIDE);
        drop();
        assertThat(tenants.databases(tenant)).hasSize(2);

        fleet.clock().advance(Duration.ofDays(7).plusSeconds(1));
        drop();
        tenants.replica().await(() -> tenants.placements(tenant).size() == 1);
        assertThat(tenants.databases(tenant)).hasSize(1);

        assertThat(fleet.madeOnServer()).noneMatch(name -> name.contains(former.name().value()));
        assertServes(tenants.serving(tenant));
        assertThat(tenants.find(restore).keptUntil()).isNull();
        RestoredTenants.assertReason(
                () -> tenants.askUndo(tenants.replica(), restore), Reason.RESTORE_STATE_CONFLICT);
    }

    @Test
    void aRestoreThatKeepsNothingIsConfirmedByTheSlug() {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        String slug = tenants.replica().tenants().find(tenant).orElseThrow().slug().value();
        RestoreWish wrong =
                new RestoreWish(backup, null, RestoreMode.IN_PLACE, null, false, "another");
        RestoredTenants.assertReason(
                () -> tenants.ask(tenants.replica(), tenant, wrong), Reason.CONFIRMATION_MISMATCH);

        RequestedRestore requested =
                tenants.ask(
                        tenants.replica(),
                        tenant,
                        new RestoreWish(backup, null, RestoreMode.IN_PLACE, null, false, slug));
        tenants.replica().await(requested.operation());
        drop();

        tenants.replica().await(() -> tenants.placements(tenant).size() == 1);
        assertThat(tenants.databases(tenant)).hasSize(1);
        assertThat(tenants.designs(tenant)).containsExactly("Coat");
    }

    @Test
    void aSuspendedTenantStaysSuspendedAndIsServedFromItsPastWhenItIsResumed() {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        tenants.write(tenant, "Later");
        RequestedTenant suspended =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                tenants.replica()
                                        .lifecycle()
                                        .suspend(handle, tenant, "unpaid", TestFleet.OPERATOR));
        tenants.replica().await(suspended.operation());

        tenants.restored(tenant, backup, RestoreMode.SIDE_BY_SIDE);

        assertThat(state(tenant)).isEqualTo(TenantState.SUSPENDED);
        assertLocked(tenants.serving(tenant));
        RequestedTenant resumed =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                tenants.replica()
                                        .lifecycle()
                                        .resume(handle, tenant, TestFleet.OPERATOR));
        tenants.replica().await(resumed.operation());
        assertServes(tenants.serving(tenant));
        assertThat(tenants.designs(tenant)).containsExactly("Coat");
    }

    @Test
    void aDryRunSaysWhatWouldBeAndChangesNothing() {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);

        RestorePlan plan =
                tenants.replica()
                        .restores()
                        .plan(tenant, RestoreWish.of(backup, RestoreMode.SIDE_BY_SIDE));

        assertThat(plan.backup().id()).isEqualTo(backup);
        assertThat(plan.server()).isEqualTo(TestFleet.SERVER);
        assertThat(plan.migrates()).isFalse();
        assertThat(tenants.replica().restores().list(tenant, null, 10)).isEmpty();
        assertThat(tenants.databases(tenant)).hasSize(1);
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsDone() {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        RestoreWish sideBySide = RestoreWish.of(backup, RestoreMode.SIDE_BY_SIDE);

        RestoredTenants.assertReason(
                () ->
                        tenants.ask(
                                tenants.replica(),
                                tenant,
                                RestoreWish.of(Ulid.next(), RestoreMode.SIDE_BY_SIDE)),
                Reason.BACKUP_UNKNOWN);
        RestoredTenants.assertReason(
                () -> tenants.ask(tenants.replica(), tenants.tenant(), sideBySide),
                Reason.BACKUP_UNKNOWN);
        RestoredTenants.assertReason(
                () ->
                        tenants.ask(
                                tenants.replica(),
                                tenant,
                                new RestoreWish(
                                        null,
                                        Instant.EPOCH,
                                        RestoreMode.SIDE_BY_SIDE,
                                        null,
                                        true,
                                        null)),
                Reason.TIME_BEFORE_BACKUPS);
        RequestedRestore first = tenants.ask(tenants.replica(), tenant, sideBySide);
        RestoredTenants.assertReason(
                () -> tenants.ask(tenants.replica(), tenant, sideBySide), Reason.TENANT_BUSY);
        tenants.replica().await(first.operation());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOST_SERVER")
    void aDamagedBackupLeavesTheTenantOnItsDatabaseAndNothingElse(RestoreMode mode)
            throws IOException {
        TenantId tenant = tenants.tenant();
        String backup = tenants.backup(tenant);
        tenants.write(tenant, "Later");
        damage(tenant);
        Set<String> before = fleet.madeOnServer();

        RequestedRestore requested =
                tenants.ask(tenants.replica(), tenant, RestoreWish.of(backup, mode));
        Operation operation = tenants.replica().await(requested.operation());

        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).isEqualTo("backup_damaged");
        assertThat(tenants.find(requested.restore()).state()).isEqualTo(RestoreState.FAILED);
        assertThat(fleet.madeOnServer()).isEqualTo(before);
        assertThat(tenants.databases(tenant)).hasSize(1);
        assertThat(state(tenant)).isEqualTo(TenantState.ACTIVE);
        assertServes(tenants.serving(tenant));
        assertThat(tenants.designs(tenant)).containsExactly("Coat", "Later");
    }

    private static void damage(TenantId tenant) throws IOException {
        Path folder = fleet.backupFolder().resolve(tenant.value());
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pieces =
                    files.filter(file -> file.getFileName().toString().startsWith("t")).toList();
            for (Path piece : pieces) {
                byte[] bytes = Files.readAllBytes(piece);
                bytes[bytes.length / 2] ^= 1;
                Files.write(piece, bytes);
            }
        }
    }

    @Test
    void aPurgeRemovesEveryDatabaseOfTheTenant() {
        TenantId tenant = tenants.tenant();
        tenants.restored(tenant, tenants.backup(tenant), RestoreMode.SIDE_BY_SIDE);
        List<TenantDatabase> both = tenants.databases(tenant);
        assertThat(both).hasSize(2);
        RequestedTenant deleted =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                tenants.replica()
                                        .lifecycle()
                                        .delete(handle, tenant, null, TestFleet.OPERATOR));
        tenants.replica().await(deleted.operation());

        RequestedTenant purged =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                tenants.replica()
                                        .lifecycle()
                                        .purge(
                                                handle,
                                                tenant,
                                                deleted.tenant().slug().value(),
                                                TestFleet.OPERATOR));

        assertThat(tenants.replica().await(purged.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(tenants.replica().lifecycle().receipt(tenant).orElseThrow().removed())
                .filteredOn(item -> item.kind().equals("database"))
                .extracting(item -> item.name())
                .containsExactlyInAnyOrder(
                        both.getFirst().name().value(), both.getLast().name().value());
        for (TenantDatabase each : both) {
            assertThat(fleet.madeOnServer()).noneMatch(name -> name.contains(each.name().value()));
        }
    }
}
