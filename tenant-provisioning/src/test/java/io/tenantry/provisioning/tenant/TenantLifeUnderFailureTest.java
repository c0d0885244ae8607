package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Mishaps;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The general tests of the operations of a tenant's life: at every step of every one of them. */
@UnderFailure(
        kind = TenantClosing.SUSPEND,
        inputs = "{\"graceMillis\":1}",
        steps = CutSessions.NAME)
@UnderFailure(kind = TenantClosing.DELETE, inputs = "{\"graceMillis\":1}", steps = CutSessions.NAME)
@UnderFailure(
        kind = TenantReopening.RESUME,
        inputs = "{\"to\":\"ACTIVE\"}",
        steps = {UnlockAccount.NAME, RaiseEpoch.NAME, Reopen.NAME})
@UnderFailure(
        kind = TenantReopening.UNDELETE,
        inputs = {"{\"to\":\"ACTIVE\"}", "{\"to\":\"SUSPENDED\"}"},
        steps = {UnlockAccount.NAME, RaiseEpoch.NAME, Reopen.NAME})
@UnderFailure(
        kind = TenantPurge.NAME,
        inputs = "{\"graceMillis\":1,\"requestedBy\":\"ada\"}",
        steps = {
            CutSessions.NAME,
            PurgeTenant.FORGET_MEMBERS,
            PurgeTenant.FORGET_CACHE_KEYS,
            ShredBackupKey.NAME,
            RemoveExports.NAME,
            RemoveBackups.NAME,
            DropDatabase.NAME,
            DropAccounts.NAME,
            CloseBooks.NAME
        })
class TenantLifeUnderFailureTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();

    /** Tenants that a test is done with, and found to be well. */
    private static final Map<TenantState, Deque<Tenant>> LEFT = new EnumMap<>(TenantState.class);

    private static TestFleet fleet;
    private static TestReplica healthy;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        healthy = TestReplica.on(fleet);
    }

    @AfterAll
    static void close() {
        healthy.close();
        fleet.close();
    }

    /** What is asked of a tenant, from which state, and what it ends in. */
    enum Wish {
        SUSPEND(TenantState.ACTIVE, TenantState.SUSPENDED),
        RESUME(TenantState.SUSPENDED, TenantState.ACTIVE),
        DELETE(TenantState.ACTIVE, TenantState.DELETED),
        UNDELETE(TenantState.DELETED, TenantState.ACTIVE),
        PURGE(TenantState.DELETED, TenantState.PURGED);

        private final TenantState from;
        private final TenantState to;

        Wish(TenantState from, TenantState to) {
            this.from = from;
            this.to = to;
        }

        RequestedTenant ask(TestReplica replica, Tenant tenant) {
            TenantLifecycle life = replica.lifecycle();
            TenantId id = tenant.id();
            return fleet.controlPlane()
                    .inTransaction(handle ->
                            switch (this) {
                                case SUSPEND -> life.suspend(handle, id, null, TestFleet.OPERATOR);
                                case RESUME -> life.resume(handle, id, TestFleet.OPERATOR);
                                case DELETE -> life.delete(handle, id, null, TestFleet.OPERATOR);
                                case UNDELETE -> life.undelete(handle, id, TestFleet.OPERATOR);
                                case PURGE ->
                                        life.purge(
                                                handle,
                                                id,
                                                tenant.slug().value(),
                                                TestFleet.OPERATOR);
                            });
        }

        boolean isReversible() {
            return this == RESUME || this == UNDELETE;
        }
    }

    static Stream<Arguments> stepsOfAll() {
        return Stream.of(
                Arguments.of(Wish.SUSPEND, CutSessions.NAME),
                Arguments.of(Wish.RESUME, UnlockAccount.NAME),
                Arguments.of(Wish.RESUME, RaiseEpoch.NAME),
                Arguments.of(Wish.RESUME, Reopen.NAME),
                Arguments.of(Wish.DELETE, CutSessions.NAME),
                Arguments.of(Wish.UNDELETE, UnlockAccount.NAME),
                Arguments.of(Wish.UNDELETE, RaiseEpoch.NAME),
                Arguments.of(Wish.UNDELETE, Reopen.NAME),
                Arguments.of(Wish.PURGE, CutSessions.NAME),
                Arguments.of(Wish.PURGE, PurgeTenant.FORGET_MEMBERS),
                Arguments.of(Wish.PURGE, PurgeTenant.FORGET_CACHE_KEYS),
                Arguments.of(Wish.PURGE, ShredBackupKey.NAME),
                Arguments.of(Wish.PURGE, RemoveBackups.NAME),
                Arguments.of(Wish.PURGE, RemoveExports.NAME),
                Arguments.of(Wish.PURGE, DropDatabase.NAME),
                Arguments.of(Wish.PURGE, DropAccounts.NAME),
                Arguments.of(Wish.PURGE, CloseBooks.NAME));
    }

    /** One that an earlier test has left there, or a new one. */
    private static Tenant tenantIn(TenantState state) {
        Tenant left = leftIn(state).poll();
        return left == null ? newTenantIn(state) : left;
    }

    private static Deque<Tenant> leftIn(TenantState state) {
        return LEFT.computeIfAbsent(state, _ -> new ArrayDeque<>());
    }

    private static Tenant newTenantIn(TenantState state) {
        String slug = "failing-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                healthy.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        healthy.await(requested.operation());
        Tenant tenant = requested.tenant();
        switch (state) {
            case SUSPENDED -> healthy.await(Wish.SUSPEND.ask(healthy, tenant).operation());
            case DELETED -> healthy.await(Wish.DELETE.ask(healthy, tenant).operation());
            default -> assertThat(state).isEqualTo(TenantState.ACTIVE);
        }
        return tenant;
    }

    /** A replica on which something happens at a step of every operation that has it. */
    private static TestReplica around(String step, Mishaps mishap) {
        return TestReplica.aroundLife(
                fleet,
                "unlucky",
                life ->
                        new LifeKinds(
                                mishap.at(life.suspend(), step),
                                mishap.at(life.resume(), step),
                                mishap.at(life.delete(), step),
                                mishap.at(life.undelete(), step),
                                mishap.at(life.purge(), step)));
    }

    private static void assertEndsIn(TenantState state, Tenant tenant) {
        assertState(tenant, state);
        leftIn(state).add(tenant);
    }

    private static void assertState(Tenant tenant, TenantState state) {
        assertThat(healthy.tenants().find(tenant.id()).orElseThrow().state()).isEqualTo(state);
        if (state == TenantState.PURGED) {
            assertThat(healthy.lifecycle().receipt(tenant.id())).isPresent();
            return;
        }
        TenantDatabase database =
                fleet.controlPlane()
                        .read(handle -> PlacementRows.of(handle, tenant.id()).orElseThrow());
        String password =
                fleet.controlPlane()
                        .read(handle ->
                                PlacementRows.password(handle, database.id(), fleet.secrets()));
        assertThat(
                        fleet.onServer(
                                "SELECT epoch FROM %s.tenant_identity".formatted(database.name())))
                .containsExactly(String.valueOf(database.epoch()));
        if (state == TenantState.ACTIVE) {
            try (Connection account = fleet.connect(database.account().value(), password)) {
                assertThat(account.isValid(1)).isTrue();
            } catch (SQLException e) {
                throw new AssertionError("the account of an active tenant is refused", e);
            }
        } else {
            assertThatThrownBy(() -> fleet.connect(database.account().value(), password))
                    .hasMessageContaining("lock");
        }
    }

    @ParameterizedTest
    @MethodSource("stepsOfAll")
    void aStepRunTwiceGivesTheSameState(Wish wish, String step) {
        Tenant tenant = tenantIn(wish.from);
        try (TestReplica replica = around(step, Mishaps.twice())) {
            RequestedTenant asked = wish.ask(replica, tenant);

            assertThat(replica.await(asked.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertEndsIn(wish.to, tenant);
        }
    }

    @ParameterizedTest
    @MethodSource("stepsOfAll")
    void aFailureTurnsBackOrStopsUntilItIsRetried(Wish wish, String step) {
        Tenant tenant = tenantIn(wish.from);
        try (TestReplica replica = around(step, Mishaps.failsOnce())) {
            RequestedTenant asked = wish.ask(replica, tenant);

            OperationState end = replica.await(asked.operation()).state();

            assertThat(replica.operation(asked.operation()).errorDetail())
                    .contains(Mishaps.FAILURE);
            if (wish.isReversible()) {
                assertThat(end).isEqualTo(OperationState.UNDONE);
                assertEndsIn(wish.from, tenant);
            } else {
                assertThat(end).isEqualTo(OperationState.FAILED);
                replica.operations().retry(asked.operation(), TestFleet.OPERATOR);
                assertThat(replica.await(asked.operation()).state())
                        .isEqualTo(OperationState.SUCCEEDED);
                assertEndsIn(wish.to, tenant);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stepsOfAll")
    void anotherReplicaFinishesWhatACrashBeforeAStepLeft(Wish wish, String step) {
        assertTakenOver(wish, step, Mishaps.crashesBefore(), OperationState.SUCCEEDED, wish.to);
    }

    @ParameterizedTest
    @MethodSource("stepsOfAll")
    void anotherReplicaFinishesWhatACrashAfterAStepLeft(Wish wish, String step) {
        assertTakenOver(wish, step, Mishaps.crashesAfter(), OperationState.SUCCEEDED, wish.to);
    }

    static Stream<Arguments> stepsOfReversible() {
        return stepsOfAll()
                .filter(arguments ->
                        arguments.get()[0] instanceof Wish wish && wish.isReversible());
    }

    @ParameterizedTest
    @MethodSource("stepsOfReversible")
    void anotherReplicaUndoesWhatACrashBeforeAnUndoLeft(Wish wish, String step) {
        assertTakenOver(wish, step, Mishaps.crashesBeforeUndo(), OperationState.UNDONE, wish.from);
    }

    @ParameterizedTest
    @MethodSource("stepsOfReversible")
    void anotherReplicaUndoesWhatACrashAfterAnUndoLeft(Wish wish, String step) {
        assertTakenOver(wish, step, Mishaps.crashesAfterUndo(), OperationState.UNDONE, wish.from);
    }

    private static void assertTakenOver(
            Wish wish, String step, Mishaps crashing, OperationState end, TenantState state) {
        Tenant tenant = tenantIn(wish.from);
        try (TestReplica replica = around(step, crashing)) {
            RequestedTenant asked = wish.ask(replica, tenant);
            replica.awaitIdle();
            assertThat(healthy.operation(asked.operation()).state())
                    .isEqualTo(OperationState.RUNNING);

            fleet.endLeases();

            assertThat(healthy.await(asked.operation()).state()).isEqualTo(end);
            assertEndsIn(state, tenant);
        }
    }

    @ParameterizedTest
    @EnumSource(TenantState.class)
    void aCreationMovesOnOnlyATenantThatIsWhereItLeftIt(TenantState state) {
        TenantId tenant = TenantId.next();
        String slug = "moved-" + SLUGS.incrementAndGet();
        TenantDatabase place =
                TenantDatabase.on(
                        fleet.servers().find(TestFleet.SERVER).orElseThrow().id(),
                        Ulid.next(),
                        tenant);
        fleet.controlPlane()
                .useTransaction(handle -> {
                    TenantRows.insert(
                            handle,
                            tenant,
                            new CreateTenant(slug, slug, null, null, null),
                            fleet.controlPlane().now());
                    handle.execute(
                            """
                            UPDATE tenants
                            SET state = ?, deleted_at = '2026-01-01', purge_after = '2026-02-01'
                            WHERE id = ?
                            """,
                            state.code(),
                            tenant.value());
                    PlacementRows.insert(handle, place, new byte[] {1}, fleet.controlPlane().now());
                });

        Set<TenantState> placing = movedBy(tenant, TenantRows::provisioning);
        Set<TenantState> opening =
                movedBy(
                        tenant,
                        (handle, id, now) -> TenantRows.activate(handle, id, place.id(), now));
        Set<TenantState> failing = movedBy(tenant, TenantRows::fail);

        assertThat(placing)
                .isEqualTo(
                        switch (state) {
                            case REQUESTED, PROVISIONING, ACTIVE ->
                                    Set.of(TenantState.PROVISIONING);
                            default -> Set.of();
                        });
        assertThat(opening)
                .isEqualTo(
                        switch (state) {
                            case PROVISIONING, ACTIVE -> Set.of(TenantState.ACTIVE);
                            default -> Set.of();
                        });
        assertThat(failing)
                .isEqualTo(
                        switch (state) {
                            case REQUESTED, PROVISIONING, FAILED -> Set.of(TenantState.FAILED);
                            default -> Set.of();
                        });
    }

    private interface Moving {
        void move(Handle handle, TenantId tenant, Instant now);
    }

    /** Where a move leads, which is then forgotten; empty if it is refused. */
    private static Set<TenantState> movedBy(TenantId tenant, Moving moving) {
        return fleet.controlPlane()
                .inTransaction(handle -> {
                    try {
                        moving.move(handle, tenant, fleet.controlPlane().now());
                        return Set.of(TenantRows.byId(handle, tenant).orElseThrow().state());
                    } catch (IllegalStateException refused) {
                        return Set.<TenantState>of();
                    } finally {
                        handle.rollback();
                    }
                });
    }
}
