package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Mishaps;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The general tests of what brings a tenant's past back: all share one tenant and one backup. */
@UnderFailure(
        kind = SwapKind.RESTORE,
        inputs = {
            "{\"restore\":\"r\",\"backup\":\"b\",\"mode\":\"SIDE_BY_SIDE\",\"graceMillis\":1,\"keepMillis\":1}",
            "{\"restore\":\"r\",\"backup\":\"b\",\"mode\":\"IN_PLACE\",\"graceMillis\":1,\"keepMillis\":1}",
            "{\"restore\":\"r\",\"backup\":\"b\",\"mode\":\"LOST_SERVER\",\"graceMillis\":1,\"keepMillis\":1}"
        },
        steps = {
            PlaceDatabase.NAME,
            CreateDatabase.NAME,
            CreateAccount.NAME,
            FillDatabase.NAME,
            MigrateDatabase.NAME,
            WriteIdentity.NAME,
            CloseRoute.NAME,
            CutSessions.NAME,
            SwitchRoute.NAME
        })
@UnderFailure(
        kind = SwapKind.UNDO,
        inputs =
                "{\"restore\":\"r\",\"backup\":\"b\",\"mode\":\"SIDE_BY_SIDE\",\"graceMillis\":1,\"keepMillis\":1}",
        steps = {
            MigrateDatabase.NAME,
            WriteIdentity.NAME,
            CloseRoute.NAME,
            CutSessions.NAME,
            SwitchRoute.NAME
        })
class RestoresUnderFailureTest {
    private static final List<String> TURNING =
            List.of(CloseRoute.NAME, CutSessions.NAME, SwitchRoute.NAME);
    private static final List<String> FILLING =
            List.of(
                    PlaceDatabase.NAME,
                    CreateDatabase.NAME,
                    CreateAccount.NAME,
                    FillDatabase.NAME,
                    MigrateDatabase.NAME,
                    WriteIdentity.NAME);

    private static RestoredTenants tenants;
    private static TestFleet fleet;
    private static TenantId tenant;
    private static String backup;
    private static OutOfReach lost;

    @BeforeAll
    static void open() {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
        tenant = tenants.tenant();
        fleet.executeOnServer(
                "CREATE EVENT %s.nightly ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01' DO DO 1"
                        .formatted(tenants.serving(tenant).name()));
        backup = tenants.backup(tenant);
        lost = OutOfReach.of(fleet);
    }

    @AfterAll
    static void close() {
        tenants.close();
    }

    /** What is asked of the tenant. */
    enum Wish {
        SIDE_BY_SIDE,
        IN_PLACE,
        LOST_SERVER,
        UNDO;

        OperationId ask(TestReplica replica) {
            return switch (this) {
                case SIDE_BY_SIDE, IN_PLACE ->
                        tenants.ask(
                                        replica,
                                        tenant,
                                        RestoreWish.of(backup, RestoreMode.valueOf(name())))
                                .operation();
                case LOST_SERVER ->
                        tenants.ask(
                                        replica,
                                        tenant,
                                        new RestoreWish(
                                                backup,
                                                null,
                                                RestoreMode.LOST_SERVER,
                                                TestFleet.SERVER,
                                                true,
                                                null))
                                .operation();
                case UNDO -> tenants.askUndo(replica, latest()).operation();
            };
        }

        /** What has to be so before it can be asked for. */
        void prepare() {
            if (this == UNDO) {
                tenants.restored(tenant, backup, RestoreMode.SIDE_BY_SIDE);
            } else if (this == LOST_SERVER) {
                lost.lose(tenants.serving(tenant));
            }
        }

        /** What was out of reach is there again, and has been locked if it was left. */
        void comeBack() {
            if (this == LOST_SERVER) {
                lost.findAgain();
                tenants.replica().leftDatabases().fenceReturned(TestFleet.OPERATOR);
                tenants.replica().await(() -> !latest().isLeft());
            }
        }

        List<String> steps() {
            return Stream.of(
                            this == UNDO
                                    ? List.of(MigrateDatabase.NAME, WriteIdentity.NAME)
                                    : FILLING,
                            TURNING)
                    .flatMap(List::stream)
                    .filter(step -> this != LOST_SERVER || !step.equals(CutSessions.NAME))
                    .toList();
        }
    }

    private static Restore latest() {
        return tenants.replica().restores().list(tenant, null, 1).getFirst();
    }

    private static TestReplica around(String name, Decoration decoration) {
        return TestReplica.aroundRestores(
                fleet,
                name,
                kinds ->
                        new RestoreKinds(
                                decoration.of(kinds.restore()),
                                decoration.of(kinds.undo()),
                                kinds.drop(),
                                kinds.fence()));
    }

    /** What stands between the runner and the steps. */
    private interface Decoration {
        OperationKind<SwapDatabases> of(OperationKind<SwapDatabases> kind);
    }

    private static void assertServed() {
        assertThat(tenants.replica().tenants().find(tenant).orElseThrow().state())
                .isEqualTo(TenantState.ACTIVE);
        TenantDatabase database = tenants.serving(tenant);
        assertThat(tenants.designs(tenant)).containsExactly("Coat");
        assertThat(
                        fleet.onServer(
                                "SELECT CONCAT(database_id, ' ', epoch) FROM %s.tenant_identity"
                                        .formatted(database.name())))
                .containsExactly("%s %d".formatted(database.id(), database.epoch()));
        assertThat(tenants.eventsThatHappen(tenant)).containsExactly(database.name() + ".nightly");
        try (Connection account =
                fleet.connect(database.account().value(), tenants.password(database))) {
            assertThat(account.isValid(1)).isTrue();
        } catch (SQLException e) {
            throw new AssertionError("the account that serves is refused", e);
        }
    }

    @ParameterizedTest
    @EnumSource(Wish.class)
    void stepsRunTwiceGiveTheSameState(Wish wish) {
        wish.prepare();
        TenantDatabase before = tenants.serving(tenant);
        try (TestReplica replica =
                around("twice", kind -> new DecoratedKind<>(kind, Mishap::twice))) {
            OperationId asked = wish.ask(replica);

            assertThat(replica.await(asked).state()).isEqualTo(OperationState.SUCCEEDED);
        }
        wish.comeBack();
        assertServed();
        assertThat(tenants.serving(tenant).id()).isNotEqualTo(before.id());
    }

    static Stream<Arguments> failures() {
        return Stream.concat(
                TURNING.stream().map(step -> Arguments.of(Wish.SIDE_BY_SIDE, step)),
                Stream.of(Wish.IN_PLACE, Wish.LOST_SERVER, Wish.UNDO)
                        .flatMap(wish ->
                                wish.steps().stream().map(step -> Arguments.of(wish, step))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureLeavesTheTenantOnTheDatabaseThatItHad(Wish wish, String step) {
        wish.prepare();
        Set<String> made = fleet.madeOnServer();
        TenantDatabase before = tenants.serving(tenant);
        Mishaps failing = Mishaps.failsOnce();
        try (TestReplica replica =
                around(
                        "failing",
                        kind ->
                                DecoratedKind.at(
                                        kind,
                                        step,
                                        each ->
                                                Mishap.afterUndo(
                                                        failing.around(each), each::undo)))) {
            OperationId asked = wish.ask(replica);

            assertThat(replica.await(asked).state()).isEqualTo(OperationState.UNDONE);
            assertThat(replica.operation(asked).errorDetail()).contains(Mishaps.FAILURE);
        }
        wish.comeBack();
        assertServed();
        assertThat(tenants.serving(tenant).id()).isEqualTo(before.id());
        assertThat(fleet.madeOnServer()).isEqualTo(made);
        assertThat(latest().state())
                .isEqualTo(wish == Wish.UNDO ? RestoreState.DONE : RestoreState.FAILED);
    }

    static Stream<Arguments> crashes() {
        return Stream.of(
                        Wish.SIDE_BY_SIDE.steps().stream()
                                .map(step -> Arguments.of(Wish.SIDE_BY_SIDE, step)),
                        Stream.of(CloseRoute.NAME, FillDatabase.NAME, SwitchRoute.NAME)
                                .map(step -> Arguments.of(Wish.LOST_SERVER, step)),
                        Stream.of(CutSessions.NAME, SwitchRoute.NAME)
                                .map(step -> Arguments.of(Wish.UNDO, step)))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void anotherReplicaFinishesWhatACrashLeft(Wish wish, String step) {
        wish.prepare();
        TenantDatabase before = tenants.serving(tenant);
        try (TestReplica replica =
                around("crashing", kind -> Mishaps.crashesAfter().at(kind, step))) {
            OperationId asked = wish.ask(replica);
            replica.awaitIdle();
            assertThat(tenants.replica().operation(asked).state())
                    .isEqualTo(OperationState.RUNNING);

            fleet.endLeases();

            assertThat(tenants.replica().await(asked).state()).isEqualTo(OperationState.SUCCEEDED);
        }
        wish.comeBack();
        assertServed();
        assertThat(tenants.serving(tenant).id()).isNotEqualTo(before.id());
    }
}
