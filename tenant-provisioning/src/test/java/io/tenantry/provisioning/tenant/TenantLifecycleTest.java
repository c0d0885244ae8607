package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Suspension, deletion and what is left afterwards. */
class TenantLifecycleTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();
    private static final Duration RETENTION = Duration.ofDays(30);

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

    private static Tenant newTenant() {
        String slug = "life-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        replica.await(requested.operation());
        return requested.tenant();
    }

    private static TenantDatabase placement(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.of(handle, tenant).orElseThrow());
    }

    private static Connection connectAs(TenantDatabase database) throws SQLException {
        String password =
                fleet.controlPlane()
                        .read(handle ->
                                PlacementRows.password(handle, database.id(), fleet.secrets()));
        return fleet.connect(database.account().value(), password);
    }

    private static RequestedTenant ask(HandleCallback<RequestedTenant, RuntimeException> asking) {
        return fleet.controlPlane().inTransaction(asking::withHandle);
    }

    private static void done(HandleCallback<RequestedTenant, RuntimeException> asking) {
        assertThat(replica.await(ask(asking).operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
    }

    private static TenantState state(TenantId tenant) {
        return replica.tenants().find(tenant).orElseThrow().state();
    }

    private static void suspend(TenantId tenant) {
        done(handle -> replica.lifecycle().suspend(handle, tenant, "unpaid", TestFleet.OPERATOR));
    }

    private static void resume(TenantId tenant) {
        done(handle -> replica.lifecycle().resume(handle, tenant, TestFleet.OPERATOR));
    }

    private static void delete(TenantId tenant) {
        done(handle -> replica.lifecycle().delete(handle, tenant, null, TestFleet.OPERATOR));
    }

    private static void undelete(TenantId tenant) {
        done(handle -> replica.lifecycle().undelete(handle, tenant, TestFleet.OPERATOR));
    }

    private static void assertRefused(Reason reason, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aSuspendedTenantIsClosedAtOnceAndItsAccountIsLocked() throws SQLException {
        Tenant tenant = newTenant();
        TenantDatabase database = placement(tenant.id());

        RequestedTenant asked =
                ask(handle ->
                        replica.lifecycle()
                                .suspend(handle, tenant.id(), "unpaid", TestFleet.OPERATOR));

        assertThat(asked.tenant().state()).isEqualTo(TenantState.SUSPENDED);
        assertThat(asked.tenant().reason()).isEqualTo("unpaid");
        assertThat(replica.announced()).contains(tenant.id());
        replica.await(asked.operation());
        assertThatThrownBy(() -> connectAs(database)).hasMessageContaining("lock");
        resume(tenant.id());
        assertThat(state(tenant.id())).isEqualTo(TenantState.ACTIVE);
        try (Connection account = connectAs(database)) {
            assertThat(TestFleet.texts(account, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void idleSessionsEndAtOnceAndWorkingOnesAfterTheGrace() throws SQLException {
        Tenant tenant = newTenant();
        TenantDatabase database = placement(tenant.id());
        try (Connection idle = connectAs(database);
                Connection working = connectAs(database);
                Statement statement = working.createStatement()) {
            assertThat(TestFleet.texts(idle, "SELECT 1")).hasSize(1);
            working.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM %s.designs".formatted(database.name())).close();

            suspend(tenant.id());

            assertThatThrownBy(() -> TestFleet.texts(idle, "SELECT 1"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whileWorkHasItsGraceTheOperationKeepsNoRunnerBusy() throws SQLException {
        Tenant tenant = newTenant();
        TenantDatabase database = placement(tenant.id());
        try (Connection working = connectAs(database);
                Statement statement = working.createStatement()) {
            working.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM %s.designs".formatted(database.name())).close();

            OperationId operation =
                    ask(handle ->
                                    replica.lifecycle()
                                            .suspend(handle, tenant.id(), null, TestFleet.OPERATOR))
                            .operation();

            Awaitility.await().until(() -> replica.runner().isIdle());
            assertThat(replica.operation(operation).state()).isEqualTo(OperationState.RUNNING);
            assertThat(replica.operations().eventsAfter(operation, 0))
                    .last()
                    .satisfies(event -> {
                        assertThat(event.state()).isEqualTo("waiting");
                        assertThat(event.detail()).contains("1 sessions");
                    });
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();

            assertThat(replica.await(operation).state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(replica.operation(operation).steps().getFirst().attempts()).isEqualTo(1);
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aDeletedTenantComesBackToTheStateItHad() throws SQLException {
        Tenant tenant = newTenant();
        suspend(tenant.id());
        delete(tenant.id());
        assertThat(state(tenant.id())).isEqualTo(TenantState.DELETED);
        assertThat(replica.tenants().find(tenant.slug())).isPresent();

        undelete(tenant.id());

        assertThat(state(tenant.id())).isEqualTo(TenantState.SUSPENDED);
        assertThatThrownBy(() -> connectAs(placement(tenant.id()))).hasMessageContaining("lock");
        resume(tenant.id());
        delete(tenant.id());
        undelete(tenant.id());
        assertThat(state(tenant.id())).isEqualTo(TenantState.ACTIVE);
    }

    @Test
    void theSlugOfADeletedTenantStaysTakenAndThatOfAPurgedOneIsFree() {
        Tenant tenant = newTenant();
        String slug = tenant.slug().value();
        CreateTenant again = new CreateTenant(slug, "Again", null, null, null);
        delete(tenant.id());
        assertRefused(Reason.SLUG_TAKEN, () -> replica.tenants().create(again, TestFleet.OPERATOR));

        done(handle -> replica.lifecycle().purge(handle, tenant.id(), slug, TestFleet.OPERATOR));

        RequestedTenant second = replica.tenants().create(again, TestFleet.OPERATOR);
        assertThat(replica.await(second.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void aPurgeLeavesNothingAndSignsAReceipt() {
        Tenant tenant = newTenant();
        TenantDatabase database = placement(tenant.id());
        delete(tenant.id());
        // As a release did that did not forget it when the creation had ended.
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                UPDATE operations
                                SET input = JSON_SET(
                                        input, '$.admin', JSON_OBJECT('email', 'ada@life.test'))
                                WHERE tenant_id = ? AND kind = 'tenant.create'
                                """,
                                tenant.id().value()));

        done(handle ->
                replica.lifecycle()
                        .purge(handle, tenant.id(), tenant.slug().value(), TestFleet.OPERATOR));

        assertThat(state(tenant.id())).isEqualTo(TenantState.PURGED);
        assertThat(
                        fleet.inControlPlane(
                                "SELECT id FROM operations WHERE input LIKE '%ada@life.test%'"))
                .isEmpty();
        assertThat(fleet.madeOnServer()).noneMatch(made -> made.contains(database.name().value()));
        assertThat(
                        fleet.inControlPlane(
                                "SELECT id FROM tenant_databases WHERE tenant_id = '%s'"
                                        .formatted(tenant.id())))
                .isEmpty();
        DeletionReceipt receipt = replica.lifecycle().receipt(tenant.id()).orElseThrow();
        assertThat(receipt.slug()).isEqualTo(tenant.slug().value());
        assertThat(receipt.requestedBy()).isEqualTo("operator");
        assertThat(receipt.removed())
                .extracting(DeletionReceipt.Item::kind)
                .contains("database", "account", "members", "journaled-people");
        assertThat(receipt.searched())
                .contains(new DeletionReceipt.Search("control plane: operations, people", 0L))
                .hasSizeGreaterThan(4)
                .contains(new DeletionReceipt.Search("a cache", null))
                .filteredOn(search -> !search.place().equals("a cache"))
                .allMatch(search -> Long.valueOf(0).equals(search.found()));
    }

    @Test
    void aPurgeThatFindsSomethingLeftStopsUntilItIsRemoved() {
        Tenant tenant = newTenant();
        String user = Ulid.next();
        fleet.controlPlane().useTransaction(handle -> addMember(handle, tenant.id(), user));
        replica.forgetsMembers(false);
        delete(tenant.id());

        RequestedTenant asked =
                ask(handle ->
                        replica.lifecycle()
                                .purge(
                                        handle,
                                        tenant.id(),
                                        tenant.slug().value(),
                                        TestFleet.OPERATOR));
        assertThat(replica.await(asked.operation()).state()).isEqualTo(OperationState.FAILED);
        assertThat(replica.operation(asked.operation()).errorDetail()).contains("tenant_users");
        assertThat(state(tenant.id())).isEqualTo(TenantState.DELETING);
        assertThat(replica.lifecycle().receipt(tenant.id())).isEmpty();

        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "DELETE FROM tenant_users WHERE tenant_id = ?",
                                tenant.id().value()));
        replica.forgetsMembers(true);
        replica.operations().retry(asked.operation(), TestFleet.OPERATOR);
        assertThat(replica.await(asked.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(replica.lifecycle().receipt(tenant.id())).isPresent();
    }

    private static void addMember(org.jdbi.v3.core.Handle handle, TenantId tenant, String user) {
        handle.execute(
                """
                INSERT INTO users (id, email, name, state, created_at, changed_at)
                VALUES (?, ?, 'Ada', 'active', '2026-11-24', '2026-11-24')
                """,
                user,
                user + "@life.test");
        handle.execute(
                """
                INSERT INTO tenant_users (tenant_id, user_id, role, state, created_at, changed_at)
                VALUES (?, ?, 'member', 'active', '2026-11-24', '2026-11-24')
                """,
                tenant.value(),
                user);
    }

    @Test
    void theRetentionEndsInAPurgeThatTwoReplicasAskForOnce() throws Exception {
        Tenant tenant = newTenant();
        delete(tenant.id());
        assertThat(replica.lifecycle().purgeDue(100, TestFleet.OPERATOR)).isZero();
        fleet.clock().advance(RETENTION.plusSeconds(1));

        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            Callable<Integer> purging = () -> replica.lifecycle().purgeDue(100, TestFleet.OPERATOR);
            int asked = 0;
            for (Future<Integer> one : replicas.invokeAll(List.of(purging, purging))) {
                asked += one.get();
            }
            assertThat(asked).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        Tenant tenant = newTenant();
        TenantId id = tenant.id();
        TenantLifecycle life = replica.lifecycle();
        assertRefused(
                Reason.TENANT_STATE_CONFLICT,
                () -> ask(handle -> life.resume(handle, id, TestFleet.OPERATOR)));
        assertRefused(
                Reason.TENANT_STATE_CONFLICT,
                () -> ask(handle -> life.undelete(handle, id, TestFleet.OPERATOR)));
        assertRefused(
                Reason.TENANT_STATE_CONFLICT,
                () ->
                        ask(handle ->
                                life.purge(handle, id, tenant.slug().value(), TestFleet.OPERATOR)));
        delete(id);
        assertRefused(
                Reason.TENANT_STATE_CONFLICT,
                () -> ask(handle -> life.suspend(handle, id, null, TestFleet.OPERATOR)));
        assertRefused(
                Reason.CONFIRMATION_MISMATCH,
                () -> ask(handle -> life.purge(handle, id, "another", TestFleet.OPERATOR)));
        assertRefused(
                Reason.TENANT_UNKNOWN,
                () ->
                        ask(handle ->
                                life.suspend(
                                        handle,
                                        new TenantId(Ulid.next()),
                                        null,
                                        TestFleet.OPERATOR)));
        assertRefused(
                Reason.REASON_MALFORMED,
                () -> ask(handle -> life.delete(handle, id, "a\nb", TestFleet.OPERATOR)));
    }

    @Test
    void refusesASecondWishWhileAnOperationIsAtWork() {
        RequestedTenant requested =
                replica.tenants()
                        .create(
                                new CreateTenant("life-busy", "Busy", null, null, null),
                                TestFleet.OPERATOR);
        TenantId id = requested.tenant().id();

        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE operations SET state = 'running' WHERE id = ?",
                                requested.operation().value()));
        assertRefused(
                Reason.TENANT_BUSY,
                () ->
                        ask(handle ->
                                replica.lifecycle().delete(handle, id, null, TestFleet.OPERATOR)));
        replica.await(requested.operation());
    }

    @Test
    void oneOfTwoSuspensionsAtOnceIsRefused() throws Exception {
        Tenant tenant = newTenant();
        Callable<Boolean> suspending =
                () -> {
                    try {
                        ask(handle ->
                                replica.lifecycle()
                                        .suspend(handle, tenant.id(), null, TestFleet.OPERATOR));
                        return true;
                    } catch (ProvisioningException e) {
                        return false;
                    }
                };
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Boolean> done = new java.util.ArrayList<>();
            for (Future<Boolean> one : both.invokeAll(List.of(suspending, suspending))) {
                done.add(one.get());
            }
            assertThat(done).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void aDatabaseThatWasDroppedByHandDoesNotStopThePurge() {
        Tenant tenant = newTenant();
        DatabaseName database = placement(tenant.id()).name();
        fleet.executeOnServer("DROP DATABASE " + database);
        fleet.executeOnServer("DROP USER %s_a".formatted(database));
        delete(tenant.id());

        done(handle ->
                replica.lifecycle()
                        .purge(handle, tenant.id(), tenant.slug().value(), TestFleet.OPERATOR));

        assertThat(replica.lifecycle().receipt(tenant.id())).isPresent();
    }
}
