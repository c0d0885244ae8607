package io.tenantry.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of a tenant: made, opened, ended, and gone with it, whatever happens meanwhile. */
@UnderFailure(
        kind = ExportKind.CREATE,
        inputs = "{\"export\":\"e\",\"keepMillis\":1}",
        steps = WriteExport.NAME)
@UnderFailure(
        kind = ExportKind.DELETE,
        inputs = "{\"export\":\"e\",\"keepMillis\":0}",
        steps = DeleteExport.NAME)
class ExportsTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(16);
    private static final Duration KEEP = Duration.ofDays(2);

    private static TestFleet fleet;
    private static TestReplica life;
    private static ExportReplica replica;
    private static TenantId tenant;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        life = TestReplica.on(fleet);
        replica = new ExportReplica(fleet, "exporting", step -> step);
        tenant = newTenant();
    }

    @AfterAll
    static void close() {
        replica.close();
        life.close();
        fleet.close();
    }

    @BeforeEach
    void nothingHappens() {
        fleet.beforePut(name -> {});
        replica.exports()
                .list(tenant, null, 50)
                .forEach(export -> replica.await(delete(replica, export).operation()));
    }

    private static TenantId newTenant() {
        String slug = "exported-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                life.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        life.await(requested.operation());
        TenantId made = requested.tenant().id();
        fleet.executeOnServer(
                "INSERT INTO %s.designs VALUES ('%s', '=Coat 😀', 'a coat', 'u1', 1, NOW(6), NOW(6))"
                        .formatted(database(made), Ulid.next()));
        return made;
    }

    private static String database(TenantId of) {
        return fleet.inControlPlane(
                        "SELECT database_name FROM tenant_databases WHERE tenant_id = '%s'"
                                .formatted(of.value()))
                .getFirst();
    }

    private static RequestedExport ask(ExportReplica of, TenantId wanted) {
        return fleet.controlPlane()
                .inTransaction(
                        handle -> of.exports().create(handle, wanted, KEEP, TestFleet.OPERATOR));
    }

    private static RequestedExport delete(ExportReplica of, Export export) {
        return fleet.controlPlane()
                .inTransaction(handle ->
                        of.exports()
                                .delete(handle, export.tenant(), export.id(), TestFleet.OPERATOR));
    }

    private static Export made(TenantId of) {
        RequestedExport requested = ask(replica, of);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return found(requested.export());
    }

    private static Export found(Export export) {
        return replica.exports().find(export.tenant(), export.id()).orElseThrow();
    }

    private static List<Path> files(TenantId of) throws IOException {
        Path folder = fleet.backupFolder().resolve("exports").resolve(of.value());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertReason(Runnable call, Reason reason) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String designs(Export export) throws IOException {
        try (InputStream stored =
                        replica.exports().open(export.tenant(), export.id(), TestFleet.OPERATOR);
                ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("csv/designs.csv")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no designs in the export");
    }

    @Test
    void anExportIsMadeAndOpened() throws IOException {
        Export export = made(tenant);

        assertThat(export.state()).isEqualTo(ExportState.READY);
        assertThat(export.rows()).isEqualTo(1);
        assertThat(export.bytes()).isPositive();
        assertThat(export.scheduled()).isFalse();
        assertThat(Duration.between(export.finishedAt(), export.expiresAt())).isEqualTo(KEEP);
        assertThat(designs(export)).contains("'=Coat 😀");
        assertThat(replica.exports().list(tenant, null, 10))
                .extracting(Export::id)
                .containsExactly(export.id());
        assertThat(
                        fleet.inControlPlane(
                                "SELECT action FROM audit_log WHERE tenant_id = '%s' AND action LIKE 'export%%'"
                                        .formatted(tenant.value())))
                .contains("export.download");
    }

    @Test
    void whatIsStoredIsSealed() throws IOException {
        made(tenant);

        byte[] stored = Files.readAllBytes(files(tenant).getFirst());

        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain("PK\u0003\u0004", "designs.csv");
    }

    @Test
    void aDeletedExportIsGone() throws IOException {
        Export export = made(tenant);

        replica.await(delete(replica, export).operation());

        assertThat(files(tenant)).isEmpty();
        assertReason(
                () -> replica.exports().demandReady(tenant, export.id()), Reason.EXPORT_UNKNOWN);
    }

    @Test
    void anExportEndsWhenItsTimeIsOver() throws IOException {
        Export export = made(tenant);
        fleet.clock().advance(KEEP.minusSeconds(60));
        replica.exports().expireDue(10, TestFleet.OPERATOR);
        assertThat(found(export).state()).isEqualTo(ExportState.READY);

        fleet.clock().advance(Duration.ofSeconds(60));
        assertReason(
                () -> replica.exports().demandReady(tenant, export.id()), Reason.EXPORT_EXPIRED);
        assertThat(replica.exports().expireDue(10, TestFleet.OPERATOR)).isPositive();
        assertThat(replica.exports().expireDue(10, TestFleet.OPERATOR)).isZero();

        replica.await(lastOperation());
        assertThat(found(export).state()).isEqualTo(ExportState.EXPIRED);
        assertThat(files(tenant)).isEmpty();
        assertReason(
                () -> replica.exports().demandReady(tenant, export.id()), Reason.EXPORT_EXPIRED);
        fleet.clock().advance(Duration.ofDays(100));
        replica.exports().expireDue(10, TestFleet.OPERATOR);
        assertThat(replica.exports().find(tenant, export.id())).isEmpty();
    }

    private static OperationId lastOperation() {
        return new OperationId(
                fleet.inControlPlane(
                                "SELECT MAX(id) FROM operations WHERE tenant_id = '%s'"
                                        .formatted(tenant.value()))
                        .getFirst());
    }

    @Test
    void oneIsMadeAtATime() {
        AtomicBoolean goOn = new AtomicBoolean();
        fleet.beforePut(
                name -> Awaitility.await().pollInterval(Duration.ofMillis(5)).untilTrue(goOn));
        RequestedExport first = ask(replica, tenant);

        assertReason(() -> ask(replica, tenant), Reason.EXPORT_AT_WORK);
        assertReason(() -> delete(replica, first.export()), Reason.EXPORT_STATE_CONFLICT);
        assertReason(
                () -> replica.exports().demandReady(tenant, first.export().id()),
                Reason.EXPORT_STATE_CONFLICT);

        goOn.set(true);
        replica.await(first.operation());
        assertThat(ask(replica, tenant)).isNotNull();
    }

    @Test
    void aTenantCannotFillTheStore() {
        Export one = made(tenant);
        for (int i = 1; i < Exports.MOST_KEPT; i++) {
            Export copy = Export.asked(Ulid.next(), tenant, false, one.createdAt());
            fleet.controlPlane()
                    .useTransaction(handle -> {
                        ExportRows.insert(handle, copy);
                        ExportRows.move(handle, copy.id(), ExportState.READY);
                    });
        }

        assertReason(() -> ask(replica, tenant), Reason.EXPORT_LIMIT);
    }

    @Test
    void anotherTenantsExportIsUnknown() {
        Export export = made(tenant);
        TenantId other = new TenantId(Ulid.next());

        assertThat(replica.exports().find(other, export.id())).isEmpty();
        assertReason(
                () -> replica.exports().demandReady(other, export.id()), Reason.EXPORT_UNKNOWN);
    }

    @Test
    void aStoreThatIsFullAtTheEndLeavesNothing() throws IOException {
        fleet.beforePut(name -> {
            throw new IOException("no space left on device");
        });
        RequestedExport requested = ask(replica, tenant);

        Operation operation = replica.await(requested.operation(), Duration.ofSeconds(2));

        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).isEqualTo("backup_store_failed");
        assertThat(found(requested.export()).state()).isEqualTo(ExportState.FAILED);
        assertThat(files(tenant)).isEmpty();
        fleet.beforePut(name -> {});
        assertThat(made(tenant).state()).isEqualTo(ExportState.READY);
    }

    @Test
    void aTableThatCannotBeReadIsTheDatabasesFaultAndNotTheStores() throws IOException {
        String table = database(tenant) + ".unreadable";
        fleet.executeOnServer("CREATE TABLE %s (a INT) ENGINE = MyISAM".formatted(table));
        RequestedExport requested = ask(replica, tenant);

        Operation operation = replica.await(requested.operation());

        fleet.executeOnServer("DROP TABLE " + table);
        assertThat(operation.errorCode()).isEqualTo("snapshot_unsupported");
        assertThat(files(tenant)).isEmpty();
    }

    @Test
    void aDamagedExportDoesNotOpenAsAWholeOne() throws IOException {
        Export export = made(tenant);
        Path stored = files(tenant).getFirst();
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length / 2] ^= 1;
        Files.write(stored, bytes);

        assertThatThrownBy(
                        () -> {
                            try (InputStream in =
                                    replica.exports()
                                            .open(tenant, export.id(), TestFleet.OPERATOR)) {
                                in.readAllBytes();
                            }
                        })
                .isInstanceOfAny(IOException.class, ProvisioningException.class);
    }

    /** Both steps there are: the general tests. */
    @Test
    void stepsRunTwiceGiveTheSameState() throws IOException {
        try (ExportReplica twice = new ExportReplica(fleet, "twice", Mishap::twice)) {
            RequestedExport requested = ask(twice, tenant);
            assertThat(twice.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertThat(found(requested.export()).state()).isEqualTo(ExportState.READY);
            assertThat(files(tenant)).hasSize(1);

            assertThat(twice.await(delete(twice, found(requested.export())).operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertThat(files(tenant)).isEmpty();
            assertThat(replica.exports().list(tenant, null, 10)).isEmpty();
        }
    }

    @Test
    void aFailureAfterAStepUndoesTheExportAndStopsTheRemoval() throws IOException {
        AtomicBoolean armed = new AtomicBoolean(true);
        UnaryOperator<Step<ExportWish>> failing =
                step ->
                        Mishap.after(
                                step,
                                _ -> {
                                    if (armed.getAndSet(false)) {
                                        throw new SQLException("injected failure", "HY000", 1);
                                    }
                                });
        try (ExportReplica failed = new ExportReplica(fleet, "failing", failing)) {
            RequestedExport requested = ask(failed, tenant);
            assertThat(failed.await(requested.operation()).state())
                    .isEqualTo(OperationState.UNDONE);
            assertThat(found(requested.export()).state()).isEqualTo(ExportState.FAILED);
            assertThat(files(tenant)).isEmpty();

            armed.set(true);
            RequestedExport removal = delete(failed, made(tenant));
            assertThat(failed.await(removal.operation()).state()).isEqualTo(OperationState.FAILED);
            failed.operations().retry(removal.operation(), TestFleet.OPERATOR);
            assertThat(failed.await(removal.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertThat(files(tenant)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherReplicaFinishesWhatACrashLeft(boolean before) throws IOException {
        Mishap<ExportWish> crash =
                _ -> {
                    throw new Crash();
                };
        UnaryOperator<Step<ExportWish>> crashing =
                step -> before ? Mishap.before(step, crash) : Mishap.after(step, crash);
        try (ExportReplica dying = new ExportReplica(fleet, "crashing", crashing)) {
            RequestedExport requested = ask(dying, tenant);
            finish(dying, requested);
            assertThat(found(requested.export()).state()).isEqualTo(ExportState.READY);
            assertThat(files(tenant)).hasSize(1);

            finish(dying, delete(dying, requested.export()));
            assertThat(files(tenant)).isEmpty();
        }
    }

    private static void finish(ExportReplica dying, RequestedExport requested) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(dying::isIdle);
        assertThat(replica.operation(requested.operation()).state())
                .isEqualTo(OperationState.RUNNING);
        fleet.clock().advance(LEASE_IS_OVER);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void aPurgeEndsTheExportsAndTheOneThatIsBeingMade() throws IOException {
        TenantId leaving = newTenant();
        made(leaving);
        AtomicBoolean goOn = new AtomicBoolean();
        fleet.beforePut(
                name -> Awaitility.await().pollInterval(Duration.ofMillis(5)).untilTrue(goOn));
        RequestedExport late = ask(replica, leaving);
        RequestedTenant deleted =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                life.lifecycle().delete(handle, leaving, null, TestFleet.OPERATOR));
        life.await(deleted.operation());

        RequestedTenant purged =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                life.lifecycle()
                                        .purge(
                                                handle,
                                                leaving,
                                                deleted.tenant().slug().value(),
                                                TestFleet.OPERATOR));
        Awaitility.await()
                .until(
                        () -> {
                            fleet.clock().advance(Duration.ofMillis(50));
                            life.runner().sweep();
                            return replica.exports().list(leaving, null, 10);
                        },
                        List::isEmpty);
        goOn.set(true);

        assertThat(replica.await(late.operation()).state()).isEqualTo(OperationState.UNDONE);
        assertThat(life.await(purged.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(files(leaving)).isEmpty();
        assertThat(life.lifecycle().receipt(leaving).orElseThrow().removed())
                .extracting(item -> item.kind())
                .contains("exports");
    }

    @Test
    void aDeletedTenantsDataCanStillBeExported() throws IOException {
        TenantId leaving = newTenant();
        life.await(
                fleet.controlPlane()
                        .inTransaction(handle ->
                                life.lifecycle().delete(handle, leaving, null, TestFleet.OPERATOR))
                        .operation());

        assertThat(designs(made(leaving))).contains("Coat");
    }
}
