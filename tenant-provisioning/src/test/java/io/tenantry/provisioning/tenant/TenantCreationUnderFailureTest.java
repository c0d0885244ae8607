package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.backup.RequestedBackup;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Mishaps;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The general tests of every operation: idempotent steps, clean unwinding, resumption. */
@UnderFailure(
        kind = TenantCreation.NAME,
        inputs = "{\"slug\":\"acme\",\"name\":\"Acme\"}",
        steps = {
            Place.NAME,
            CreateDatabase.NAME,
            CreateAccount.NAME,
            ApplyChangelog.NAME,
            WriteIdentity.NAME,
            OpenRoute.NAME
        })
@UnderFailure(
        kind = TenantCreation.CLONE,
        inputs = "{\"slug\":\"acme\",\"name\":\"Acme\",\"source\":\"s\"}",
        steps = {
            Place.NAME,
            CreateDatabase.NAME,
            CreateAccount.NAME,
            CopyDatabase.NAME,
            WriteIdentity.NAME,
            OpenRoute.NAME
        })
@UnderFailure(
        kind = TenantCreation.RESTORE,
        inputs = "{\"slug\":\"acme\",\"name\":\"Acme\",\"source\":\"s\",\"backup\":\"b\"}",
        steps = {
            Place.NAME,
            CreateDatabase.NAME,
            CreateAccount.NAME,
            RestoreDatabase.NAME,
            MigrateRestored.NAME,
            WriteIdentity.NAME,
            OpenRoute.NAME
        })
class TenantCreationUnderFailureTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();

    private static TestFleet fleet;
    private static TestReplica healthy;
    private static TenantId original;
    private static String backup;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
        healthy = TestReplica.on(fleet);
        // The first creation records the changelog; no test below needs to wait for that.
        RequestedTenant first = request(healthy, Place.NAME);
        healthy.await(first.operation());
        original = first.tenant().id();
        RequestedBackup made =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                healthy.backups().create(handle, original, TestFleet.OPERATOR));
        healthy.await(made.operation());
        backup = made.backup().id();
    }

    @AfterAll
    static void close() {
        healthy.close();
        fleet.close();
    }

    /** Asks for a tenant whose making has a step of that name. */
    private static RequestedTenant request(TestReplica replica, String step) {
        String slug = "tenant-" + SLUGS.incrementAndGet();
        CreateTenant wish = new CreateTenant(slug, slug, null, null, null);
        return switch (step) {
            case CopyDatabase.NAME -> replica.tenants().copy(original, wish, TestFleet.OPERATOR);
            case RestoreDatabase.NAME, MigrateRestored.NAME ->
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    replica.tenants()
                                            .restore(
                                                    handle,
                                                    original,
                                                    backup,
                                                    wish,
                                                    TestFleet.OPERATOR));
            default -> replica.tenants().create(wish, TestFleet.OPERATOR);
        };
    }

    static Stream<String> steps() {
        return Stream.of(
                Place.NAME,
                CreateDatabase.NAME,
                CreateAccount.NAME,
                ApplyChangelog.NAME,
                CopyDatabase.NAME,
                RestoreDatabase.NAME,
                MigrateRestored.NAME,
                WriteIdentity.NAME,
                OpenRoute.NAME);
    }

    static Stream<String> stepsBeforeTheLast() {
        return steps().filter(name -> !name.equals(OpenRoute.NAME));
    }

    private static UnaryOperator<OperationKind<CreateTenant>> at(
            String step, UnaryOperator<Step<CreateTenant>> decoration) {
        return kind -> DecoratedKind.at(kind, step, decoration);
    }

    private static Step<CreateTenant> failingBefore(Step<CreateTenant> step) {
        return Mishap.before(
                step,
                _ -> {
                    throw new SQLException(Mishaps.FAILURE, "HY000", 1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {ApplyChangelog.NAME, CopyDatabase.NAME, RestoreDatabase.NAME})
    void eachStepRunTwiceGivesTheSameState(String by) {
        try (TestReplica replica =
                TestReplica.on(fleet, "twice", kind -> new DecoratedKind<>(kind, Mishap::twice))) {
            RequestedTenant requested = request(replica, by);

            assertThat(replica.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertComplete(requested);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ApplyChangelog.NAME, CopyDatabase.NAME, RestoreDatabase.NAME})
    void eachUndoRunTwiceLeavesNothing(String by) {
        Set<String> before = fleet.madeOnServer();
        UnaryOperator<Step<CreateTenant>> failingLast =
                step ->
                        step.name().equals(OpenRoute.NAME)
                                ? Mishaps.fails().around(Mishap.twice(step))
                                : Mishap.twice(step);
        try (TestReplica replica =
                TestReplica.on(fleet, "twice", kind -> new DecoratedKind<>(kind, failingLast))) {
            RequestedTenant requested = request(replica, by);

            assertUndone(replica, requested, before);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aFailureBeforeAStepTookEffectUnwindsCleanly(String name) {
        assertUnwinds(name, at(name, TenantCreationUnderFailureTest::failingBefore));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aFailureAfterAStepTookEffectUnwindsCleanly(String name) {
        assertUnwinds(name, at(name, Mishaps.fails()::around));
    }

    private void assertUnwinds(String step, UnaryOperator<OperationKind<CreateTenant>> failing) {
        Set<String> before = fleet.madeOnServer();
        try (TestReplica replica = TestReplica.on(fleet, "failing", failing)) {
            RequestedTenant requested = request(replica, step);

            Operation operation = assertUndone(replica, requested, before);
            assertThat(operation.errorCode()).isEqualTo("step_failed");
            assertThat(operation.errorDetail()).contains(Mishaps.FAILURE);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void anotherReplicaFinishesWhatACrashBeforeAStepLeft(String name) {
        assertResumes(name, at(name, Mishaps.crashesBefore()::around));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void anotherReplicaFinishesWhatACrashAfterAStepLeft(String name) {
        assertResumes(name, at(name, Mishaps.crashesAfter()::around));
    }

    private void assertResumes(String step, UnaryOperator<OperationKind<CreateTenant>> crashing) {
        try (TestReplica replica = TestReplica.on(fleet, "crashing", crashing)) {
            RequestedTenant requested = request(replica, step);
            replica.awaitIdle();
            assertThat(healthy.operation(requested.operation()).state())
                    .isEqualTo(OperationState.RUNNING);

            fleet.endLeases();

            assertThat(healthy.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertComplete(requested);
        }
    }

    @ParameterizedTest
    @MethodSource("stepsBeforeTheLast")
    void anotherReplicaUndoesWhatACrashDuringUndoLeft(String name) {
        Set<String> before = fleet.madeOnServer();
        UnaryOperator<OperationKind<CreateTenant>> failing =
                kind ->
                        DecoratedKind.at(
                                DecoratedKind.at(
                                        kind,
                                        OpenRoute.NAME,
                                        TenantCreationUnderFailureTest::failingBefore),
                                name,
                                step ->
                                        Mishap.afterUndo(
                                                step,
                                                _ -> {
                                                    throw new Crash();
                                                }));
        try (TestReplica replica = TestReplica.on(fleet, "crashing", failing)) {
            RequestedTenant requested = request(replica, name);
            replica.awaitIdle();

            fleet.endLeases();

            assertUndone(healthy, requested, before);
        }
    }

    @Test
    void aPassingFailureIsTriedAgainLater() {
        AtomicBoolean failed = new AtomicBoolean();
        try (TestReplica replica =
                TestReplica.on(
                        fleet,
                        "unlucky",
                        at(
                                CreateAccount.NAME,
                                step ->
                                        Mishap.before(
                                                step,
                                                _ -> {
                                                    if (failed.compareAndSet(false, true)) {
                                                        throw new SQLException("gone", "08S01", 0);
                                                    }
                                                })))) {
            RequestedTenant requested = request(replica, CreateAccount.NAME);

            Operation operation = replica.await(requested.operation());

            assertThat(operation.state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(operation.errorDetail()).isNull();
            assertThat(operation.steps().get(2).attempts()).isEqualTo(2);
            assertThat(replica.operations().eventsAfter(requested.operation(), 0))
                    .extracting(event -> event.state())
                    .contains("retrying");
        }
    }

    private static void assertComplete(RequestedTenant requested) {
        Tenant tenant = healthy.tenants().find(requested.tenant().id()).orElseThrow();
        TenantDatabase database =
                fleet.controlPlane()
                        .read(handle -> PlacementRows.of(handle, tenant.id()).orElseThrow());
        assertThat(tenant.state()).isEqualTo(TenantState.ACTIVE);
        assertThat(fleet.onServer("SHOW TABLES FROM " + database.name()))
                .contains("designs", "tenant_identity", "DATABASECHANGELOG");
        assertThat(
                        fleet.onServer(
                                "SELECT database_id FROM %s.tenant_identity"
                                        .formatted(database.name())))
                .containsExactly(database.id());
        assertThat(fleet.madeOnServer())
                .contains(
                        database.name().value(),
                        database.account() + "@",
                        "%s to %s"
                                .formatted(
                                        database.name().value().replace("_", "\\_"),
                                        database.account()));
    }

    private static Operation assertUndone(
            TestReplica replica, RequestedTenant requested, Set<String> before) {
        OperationId id = requested.operation();
        Operation operation = replica.await(id);
        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        Tenant tenant = replica.tenants().find(requested.tenant().id()).orElseThrow();
        assertThat(tenant.state()).isEqualTo(TenantState.FAILED);
        assertThat(replica.tenants().find(tenant.slug())).isEmpty();
        assertThat(
                        fleet.inControlPlane(
                                "SELECT id FROM tenant_databases WHERE tenant_id = '%s'"
                                        .formatted(tenant.id())))
                .isEmpty();
        assertThat(fleet.madeOnServer()).isEqualTo(before);
        assertSlugIsFree(replica, tenant);
        return operation;
    }

    private static void assertSlugIsFree(TestReplica replica, Tenant tenant) {
        assertThat(
                        fleet.inControlPlane(
                                "SELECT id FROM tenants WHERE slug_claim = '%s'"
                                        .formatted(tenant.slug())))
                .isEqualTo(List.of());
        assertThat(replica.announced()).contains(tenant.id());
    }
}
