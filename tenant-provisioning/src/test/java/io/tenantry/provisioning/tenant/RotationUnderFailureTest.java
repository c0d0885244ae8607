package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Mishaps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The general tests of the rotation of credentials: at every step of it. */
@UnderFailure(
        kind = CredentialRotation.NAME,
        inputs = "{\"from\":\"a\",\"to\":\"b\",\"epoch\":1,\"hearingMillis\":1,\"graceMillis\":1}",
        steps = {
            StoreSecret.NAME,
            MakeAccount.NAME,
            SwitchRoute.NAME,
            ConfirmEpoch.NAME,
            RetireAccount.NAME
        })
class RotationUnderFailureTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();

    /** Open tenants that a test is done with, and found to be served. */
    private static final Deque<TenantId> LEFT = new ArrayDeque<>();

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

    static Stream<Arguments> stepsInBothStates() {
        return Stream.of(
                        StoreSecret.NAME,
                        MakeAccount.NAME,
                        SwitchRoute.NAME,
                        ConfirmEpoch.NAME,
                        RetireAccount.NAME)
                .flatMap(step -> Stream.of(Arguments.of(step, true), Arguments.of(step, false)));
    }

    /** Where a tenant's database is reached, and with which password. */
    private record Door(TenantDatabase database, String password) {
        boolean isOpen() {
            try (Connection account = fleet.connect(database.account().value(), password)) {
                return account.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private static Door door(TenantId tenant) {
        return fleet.controlPlane()
                .read(handle -> {
                    TenantDatabase database = PlacementRows.of(handle, tenant).orElseThrow();
                    return new Door(
                            database,
                            PlacementRows.password(handle, database.id(), fleet.secrets()));
                });
    }

    /** One that an earlier test has left as it was, or a new one. */
    private static TenantId tenant(boolean open) {
        TenantId left = LEFT.poll();
        TenantId id = left == null ? newTenant() : left;
        if (!open) {
            healthy.await(
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    healthy.lifecycle()
                                            .suspend(handle, id, null, TestFleet.OPERATOR))
                            .operation());
        }
        return id;
    }

    private static TenantId newTenant() {
        String slug = "rotated-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                healthy.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        healthy.await(requested.operation());
        return requested.tenant().id();
    }

    private static RequestedTenant rotate(TestReplica replica, TenantId tenant) {
        return fleet.controlPlane()
                .inTransaction(
                        handle -> replica.rotations().rotate(handle, tenant, TestFleet.OPERATOR));
    }

    private static TestReplica around(String step, Mishaps mishap) {
        return around(rotation -> mishap.at(rotation, step));
    }

    private static TestReplica around(UnaryOperator<OperationKind<RotateCredentials>> decoration) {
        return TestReplica.aroundRotation(
                fleet, "unlucky", rotation -> new RotationKind(decoration.apply(rotation.kind())));
    }

    private static void assertRotated(TenantId tenant, Door before, boolean open) {
        Door after = door(tenant);
        assertThat(after.database().account())
                .isEqualTo(
                        AccountName.otherThan(before.database().account(), before.database().id()));
        assertThat(after.password()).isNotEqualTo(before.password());
        assertThat(after.database().epoch()).isEqualTo(before.database().epoch() + 1);
        assertServed(tenant, after, open);
        assertThat(before.isOpen()).isFalse();
    }

    /**
     * The one account there is serves, the beacon agrees, and nothing is kept of the other. The
     * tenant is open after that.
     */
    private static void assertServed(TenantId tenant, Door door, boolean open) {
        TenantDatabase database = door.database();
        assertThat(door.isOpen()).isEqualTo(open);
        assertThat(
                        fleet.onServer(
                                "SELECT epoch FROM %s.tenant_identity".formatted(database.name())))
                .containsExactly(String.valueOf(database.epoch()));
        List<AccountName> both = AccountName.bothOf(database.id());
        assertThat(
                        fleet.onServer(
                                "SELECT User FROM mysql.user WHERE User IN ('%s', '%s')"
                                        .formatted(both.getFirst(), both.getLast())))
                .containsExactly(database.account().value());
        assertThat(
                        fleet.inControlPlane(
                                "SELECT other_account_secret IS NULL FROM tenant_databases WHERE id = '%s'"
                                        .formatted(database.id())))
                .containsExactly("1");
        if (!open) {
            healthy.await(
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    healthy.lifecycle().resume(handle, tenant, TestFleet.OPERATOR))
                            .operation());
            assertThat(door(tenant).isOpen()).isTrue();
        }
        LEFT.add(tenant);
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void aStepRunTwiceGivesTheSameState(String step, boolean open) {
        TenantId tenant = tenant(open);
        Door before = door(tenant);
        try (TestReplica replica = around(step, Mishaps.twice())) {
            assertThat(replica.await(rotate(replica, tenant).operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertRotated(tenant, before, open);
        }
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void aFailureTurnsBackAndTheNextRotationSucceeds(String step, boolean open) {
        TenantId tenant = tenant(open);
        Door before = door(tenant);
        try (TestReplica replica = around(step, Mishaps.failsOnce())) {
            assertThat(replica.await(rotate(replica, tenant).operation()).state())
                    .isEqualTo(OperationState.UNDONE);

            assertThat(before.isOpen()).isEqualTo(open);
            assertThat(door(tenant).database().account()).isEqualTo(before.database().account());
            Door undone = door(tenant);
            assertThat(replica.await(rotate(replica, tenant).operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertRotated(tenant, undone, open);
        }
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void whatWasUndoneTwiceIsAsItWas(String step, boolean open) {
        TenantId tenant = tenant(open);
        Door before = door(tenant);
        Mishaps failing = Mishaps.failsOnce();
        UnaryOperator<Step<RotateCredentials>> everyUndoTwice =
                each ->
                        each.name().equals(step)
                                ? Mishap.twice(failing.around(each))
                                : Mishap.beforeUndo(each, each::undo);
        try (TestReplica replica = around(kind -> new DecoratedKind<>(kind, everyUndoTwice))) {
            assertThat(replica.await(rotate(replica, tenant).operation()).state())
                    .isEqualTo(OperationState.UNDONE);

            Door undone = door(tenant);
            assertThat(undone.password()).isEqualTo(before.password());
            assertServed(tenant, undone, open);
        }
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void anotherReplicaFinishesWhatACrashBeforeAStepLeft(String step, boolean open) {
        assertResumes(step, open, Mishaps.crashesBefore());
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void anotherReplicaFinishesWhatACrashAfterAStepLeft(String step, boolean open) {
        assertResumes(step, open, Mishaps.crashesAfter());
    }

    private static void assertResumes(String step, boolean open, Mishaps crashing) {
        TenantId tenant = tenant(open);
        Door before = door(tenant);

        assertThat(takenOver(tenant, step, open, crashing)).isEqualTo(OperationState.SUCCEEDED);

        assertRotated(tenant, before, open);
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void anotherReplicaUndoesWhatACrashBeforeAnUndoLeft(String step, boolean open) {
        assertTurnsBack(step, open, Mishaps.crashesBeforeUndo());
    }

    @ParameterizedTest
    @MethodSource("stepsInBothStates")
    void anotherReplicaUndoesWhatACrashAfterAnUndoLeft(String step, boolean open) {
        assertTurnsBack(step, open, Mishaps.crashesAfterUndo());
    }

    private static void assertTurnsBack(String step, boolean open, Mishaps crashing) {
        TenantId tenant = tenant(open);
        Door before = door(tenant);

        assertThat(takenOver(tenant, step, open, crashing)).isEqualTo(OperationState.UNDONE);

        Door undone = door(tenant);
        assertThat(undone.database().account()).isEqualTo(before.database().account());
        assertThat(undone.password()).isEqualTo(before.password());
        assertServed(tenant, undone, open);
    }

    /** How a rotation ends that one replica begins and another has to take over. */
    private static OperationState takenOver(
            TenantId tenant, String step, boolean open, Mishaps crashing) {
        try (TestReplica replica = around(step, crashing)) {
            RequestedTenant asked = rotate(replica, tenant);
            replica.awaitIdle();
            assertThat(healthy.operation(asked.operation()).state())
                    .isEqualTo(OperationState.RUNNING);
            // Whichever side of the switch it fell on, the route leads somewhere that serves.
            assertThat(door(tenant).isOpen()).isEqualTo(open);

            fleet.endLeases();

            return healthy.await(asked.operation()).state();
        }
    }

    @Test
    void aRotationThatWasGivenUpTouchesNothingThatServesByNow() {
        TenantId tenant = tenant(true);
        UnaryOperator<Step<RotateCredentials>> stuck =
                each ->
                        Mishap.beforeUndo(
                                Mishaps.failsOnce().around(each),
                                _ -> {
                                    throw new SQLException("no way back", "HY000", 1);
                                });
        try (TestReplica replica =
                around(kind -> DecoratedKind.at(kind, MakeAccount.NAME, stuck))) {
            RequestedTenant stopped = rotate(replica, tenant);
            exhaustUndo(replica, stopped);
            healthy.await(rotate(healthy, tenant).operation());
            Door served = door(tenant);

            healthy.operations().retry(stopped.operation(), TestFleet.OPERATOR);

            exhaustUndo(healthy, stopped);
            assertThat(served.isOpen()).isTrue();
            assertThatThrownBy(() -> rotate(healthy, TenantId.next()))
                    .hasMessageContaining("no tenant");
        }
    }

    /** Lets all attempts at the undo pass, whose pauses grow to minutes. */
    private static void exhaustUndo(TestReplica replica, RequestedTenant asked) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    fleet.clock().advance(Duration.ofMinutes(3));
                    replica.runner().sweep();
                    return replica.operation(asked.operation()).state() == OperationState.FAILED;
                });
    }
}
