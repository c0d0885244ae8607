package io.tenantry.provisioning.restore;

import static io.tenantry.provisioning.restore.RestoredTenants.assertReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.binlog.ArchiverSettings;
import io.tenantry.provisioning.binlog.Archivers;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A database server is gone for good, or so it seems: its tenants go on on another. */
class LostServerTest {
    private static final String LOST = "lost";
    private static final Duration LONGER_THAN_KEPT = Duration.ofDays(8);

    private static RestoreWish to(Instant at) {
        return new RestoreWish(null, at, RestoreMode.LOST_SERVER, TestFleet.SERVER, true, null);
    }

    private static RestoreWish asMuchAsThereIs() {
        return new RestoreWish(null, null, RestoreMode.LOST_SERVER, TestFleet.SERVER, true, null);
    }

    private static TenantId tenantOn(String server, RestoredTenants tenants) {
        RequestedTenant requested =
                tenants.replica()
                        .tenants()
                        .create(
                                new CreateTenant("on-" + server, "Acme", null, server, null),
                                TestFleet.OPERATOR);
        tenants.replica().await(requested.operation());
        return requested.tenant().id();
    }

    private static Archivers archivers(TestFleet fleet) {
        Archivers archivers =
                new Archivers(
                        fleet.controlPlane(),
                        fleet.connections(),
                        fleet.vault(),
                        new ArchiverSettings(
                                "archiving",
                                Duration.ofMillis(100),
                                1 << 16,
                                Duration.ofHours(1),
                                Duration.ofMillis(100),
                                Duration.ofMillis(50),
                                10));
        archivers.start();
        return archivers;
    }

    /** Nothing that was committed up to now is lost with the server. */
    private static Instant awaitArchived(RestoredTenants tenants, TenantId tenant) {
        Instant since = Instant.now().plusSeconds(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> archivedUntil(tenants, tenant).isAfter(since));
        return since;
    }

    private static Instant archivedUntil(RestoredTenants tenants, TenantId tenant) {
        return tenants
                .fleet()
                .inControlPlane(
                        "SELECT DATE_FORMAT(MAX(covered_until), '%Y-%m-%dT%H:%i:%s.%fZ') FROM binlog_archivers a JOIN tenant_databases d ON d.server_id = a.server_id WHERE d.tenant_id = '"
                                + tenant.value()
                                + "'")
                .stream()
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static void assertOpen(
            LocalDatabaseServer server, RestoredTenants tenants, TenantDatabase database)
            throws SQLException {
        try (Connection account =
                TestFleet.connect(
                        server.describe(),
                        database.account().value(),
                        tenants.password(database))) {
            assertThat(account.isValid(1)).isTrue();
        }
    }

    @Test
    void aTenantGoesOnElsewhereAndItsStaleCopyIsLockedAndLaterRemoved() throws Exception {
        try (RestoredTenants tenants = RestoredTenants.open();
                LocalDatabaseServer server = tenants.fleet().stack().startDatabaseServer(LOST)) {
            TestFleet fleet = tenants.fleet();
            fleet.servers()
                    .register(TestFleet.registration(LOST, server.describe()), TestFleet.OPERATOR);
            TenantId tenant = tenantOn(LOST, tenants);
            try (Archivers _ = archivers(fleet);
                    Router router = Router.on(fleet)) {
                tenants.replica().onAnnouncement(router.directory()::invalidate);
                router.write(tenant, "Coat");
                tenants.backup(tenant);
                router.write(tenant, "Hat");
                Instant archived = awaitArchived(tenants, tenant);
                assertReason(
                        () -> tenants.replica().restores().plan(tenant, asMuchAsThereIs()),
                        Reason.SERVER_NOT_LOST);

                TenantDatabase former = tenants.serving(tenant);
                server.kill();
                Restore restore = restored(tenants, tenant, archived);
                assertServedElsewhere(tenants, router, restore, former);

                server.start();
                assertLockedAndRemoved(tenants, server, router, restore, former);
            }
        }
    }

    private static Restore restored(RestoredTenants tenants, TenantId tenant, Instant archived) {
        TestFleet fleet = tenants.fleet();
        assertReason(
                () -> tenants.replica().restores().plan(tenant, asMuchAsThereIs()),
                Reason.SERVER_NOT_LOST);
        fleet.clock().advance(Duration.ofHours(1));
        assertReason(
                () -> tenants.replica().restores().plan(tenant, to(Instant.now().plusSeconds(60))),
                Reason.RECOVERY_BEHIND);
        RestorePlan plan = tenants.replica().restores().plan(tenant, asMuchAsThereIs());
        assertThat(plan.recoveryPoint())
                .isEqualTo(plan.archivedUntil())
                .isAfterOrEqualTo(archived.minusSeconds(1));

        RequestedRestore requested = tenants.ask(tenants.replica(), tenant, asMuchAsThereIs());

        assertThat(tenants.replica().await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return tenants.find(requested.restore());
    }

    private static void assertServedElsewhere(
            RestoredTenants tenants, Router router, Restore restore, TenantDatabase former)
            throws SQLException {
        TenantId tenant = restore.tenant();
        router.write(tenant, "Shoe");
        assertThat(router.titles(tenant)).containsExactly("Coat", "Hat", "Shoe");
        assertThat(tenants.serving(tenant))
                .satisfies(serving -> {
                    assertThat(serving.serverId()).isNotEqualTo(former.serverId());
                    assertThat(serving.epoch()).isGreaterThan(former.epoch());
                });
        TestReplica replica = tenants.replica();
        assertThat(replica.leftDatabases().fenceReturned(TestFleet.OPERATOR)).isZero();
        assertReason(() -> tenants.askUndo(replica, restore), Reason.RESTORE_STATE_CONFLICT);
        tenants.fleet().clock().advance(LONGER_THAN_KEPT);
        assertThat(replica.restores().dropDue(10, TestFleet.OPERATOR)).isZero();
    }

    private static void assertLockedAndRemoved(
            RestoredTenants tenants,
            LocalDatabaseServer server,
            Router router,
            Restore restore,
            TenantDatabase former)
            throws SQLException {
        TestReplica replica = tenants.replica();
        assertOpen(server, tenants, former);
        assertThat(router.titles(restore.tenant())).containsExactly("Coat", "Hat", "Shoe");

        assertThat(replica.leftDatabases().fenceReturned(TestFleet.OPERATOR)).isEqualTo(1);
        replica.await(() -> tenants.find(restore).fencedAt() != null);

        assertThatThrownBy(() -> assertOpen(server, tenants, former))
                .isInstanceOf(SQLException.class);
        assertThat(router.titles(restore.tenant())).containsExactly("Coat", "Hat", "Shoe");
        assertThat(replica.leftDatabases().fenceReturned(TestFleet.OPERATOR)).isZero();
        assertThat(replica.restores().dropDue(10, TestFleet.OPERATOR)).isZero();

        tenants.fleet().clock().advance(LONGER_THAN_KEPT);
        assertThat(replica.restores().dropDue(10, TestFleet.OPERATOR)).isEqualTo(1);
        replica.await(() -> tenants.find(restore).keptUntil() == null);
        assertThat(TestFleet.madeOn(server.describe()))
                .noneMatch(made -> made.contains(former.name().value()));
    }

    @Test
    void aServerThatComesBackBeforeTheChangeKeepsItsTenants() {
        try (RestoredTenants tenants = RestoredTenants.open()) {
            TenantId tenant = tenants.tenant();
            tenants.backup(tenant);
            TenantDatabase database = tenants.serving(tenant);
            OutOfReach lost = OutOfReach.of(tenants.fleet());
            lost.lose(database);
            try (TestReplica replica =
                    TestReplica.aroundRestores(
                            tenants.fleet(),
                            "comes-back",
                            kinds ->
                                    new RestoreKinds(
                                            DecoratedKind.at(
                                                    kinds.restore(),
                                                    SwitchRoute.NAME,
                                                    step ->
                                                            Mishap.before(
                                                                    step, _ -> lost.findAgain())),
                                            kinds.undo(),
                                            kinds.drop(),
                                            kinds.fence()))) {
                Operation ended =
                        replica.await(tenants.ask(replica, tenant, asMuchAsThereIs()).operation());

                assertThat(ended.state()).isEqualTo(OperationState.UNDONE);
                assertThat(ended.errorCode()).isEqualTo(Reason.SERVER_NOT_LOST.code());
            }
            assertThat(tenants.serving(tenant)).isEqualTo(database);
            assertThat(tenants.replica().tenants().find(tenant).orElseThrow().state())
                    .isEqualTo(TenantState.ACTIVE);
            assertThat(tenants.designs(tenant)).containsExactly("Coat");
        }
    }
}
