package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import io.tenantry.provisioning.migration.MigrationState;
import io.tenantry.provisioning.migration.MigrationTarget;
import io.tenantry.provisioning.migration.TargetState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database server vanishes once, in the middle of two operations of each kind. Of each two, one
 * is tried again only when the server is back; the other wears out all its attempts before that.
 */
class VanishingServerTest {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final String AFTER = "changelog-tests/migration/after.yaml";
    private static final String MORTAL = "mortal";
    private static final MigrationSettings ONE_WAVE =
            new MigrationSettings(Map.of(), List.of(100), 1, 0, 5, 60, 60, false);
    private static final AtomicInteger SLUGS = new AtomicInteger();

    /** Those that stand before their step, each with a connection to the server. */
    private static final Set<OperationId> STANDING = ConcurrentHashMap.newKeySet();

    private static final CountDownLatch GONE = new CountDownLatch(1);

    private static TestFleet fleet;
    private static LocalDatabaseServer mortal;
    private static TestReplica healthy;

    /** Asks, and runs nothing: its runner is closed. */
    private static TestReplica asking;

    private static final Map<Wish, Case> soon = new EnumMap<>(Wish.class);
    private static final Map<Wish, Case> late = new EnumMap<>(Wish.class);
    private static final List<Operation> firstFailures = new ArrayList<>();
    private static final Map<Wish, Operation> wornOut = new EnumMap<>(Wish.class);
    private static final Map<Wish, TenantState> whileAway = new EnumMap<>(Wish.class);
    private static final List<MigrationTarget> failedTargets = new ArrayList<>();
    private static final List<OperationState> ofBystander = new ArrayList<>();

    /** What is asked of a tenant, where it stands, and what becomes of the tenant. */
    enum Wish {
        SUSPEND(
                TenantClosing.SUSPEND,
                CutSessions.NAME,
                TenantState.ACTIVE,
                TenantState.SUSPENDED,
                TenantState.SUSPENDED),
        RESUME(
                TenantReopening.RESUME,
                RaiseEpoch.NAME,
                TenantState.SUSPENDED,
                TenantState.ACTIVE,
                TenantState.SUSPENDED),
        DELETE(
                TenantClosing.DELETE,
                CutSessions.NAME,
                TenantState.ACTIVE,
                TenantState.DELETED,
                TenantState.DELETED),
        UNDELETE(
                TenantReopening.UNDELETE,
                RaiseEpoch.NAME,
                TenantState.DELETED,
                TenantState.ACTIVE,
                TenantState.DELETED),
        PURGE(
                TenantPurge.NAME,
                DropAccounts.NAME,
                TenantState.DELETED,
                TenantState.PURGED,
                TenantState.PURGED),
        ROTATE(
                CredentialRotation.NAME,
                ConfirmEpoch.NAME,
                TenantState.ACTIVE,
                TenantState.ACTIVE,
                TenantState.ACTIVE),
        CLONE(
                TenantCreation.CLONE,
                CopyDatabase.NAME,
                TenantState.ACTIVE,
                TenantState.ACTIVE,
                TenantState.FAILED),
        /** To a server that stays. */
        CLONE_ELSEWHERE(
                TenantCreation.CLONE,
                CopyDatabase.NAME,
                TenantState.ACTIVE,
                TenantState.ACTIVE,
                TenantState.FAILED),
        /** Waits for a table's lock when the server vanishes. */
        MIGRATE("fleet.migrate", "", TenantState.ACTIVE, TenantState.ACTIVE, TenantState.ACTIVE);

        private final String kind;
        private final String step;
        private final TenantState from;
        private final TenantState whenSoon;
        private final TenantState whenLate;

        Wish(
                String kind,
                String step,
                TenantState from,
                TenantState whenSoon,
                TenantState whenLate) {
            this.kind = kind;
            this.step = step;
            this.from = from;
            this.whenSoon = whenSoon;
            this.whenLate = whenLate;
        }

        /** What is asked for while the server is away cannot be undone without it, mostly. */
        OperationState wornOut() {
            return switch (this) {
                case CLONE_ELSEWHERE -> OperationState.UNDONE;
                case MIGRATE -> OperationState.SUCCEEDED;
                default -> OperationState.FAILED;
            };
        }

        /** A tenant that is to be closed is, and one that is not yet open stays closed. */
        TenantState whileAway() {
            return switch (this) {
                case PURGE -> TenantState.DELETING;
                case CLONE -> TenantState.PROVISIONING;
                default -> whenLate;
            };
        }

        OperationState afterRetry() {
            return switch (this) {
                case RESUME, UNDELETE, ROTATE, CLONE, CLONE_ELSEWHERE -> OperationState.UNDONE;
                default -> OperationState.SUCCEEDED;
            };
        }

        Case ask(Tenant tenant) {
            return this == MIGRATE ? migration(tenant.id()) : operation(tenant);
        }

        private Case operation(Tenant tenant) {
            TenantId id = tenant.id();
            TenantLifecycle life = asking.lifecycle();
            RequestedTenant requested =
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    switch (this) {
                                        case SUSPEND ->
                                                life.suspend(handle, id, null, TestFleet.OPERATOR);
                                        case RESUME -> life.resume(handle, id, TestFleet.OPERATOR);
                                        case DELETE ->
                                                life.delete(handle, id, null, TestFleet.OPERATOR);
                                        case UNDELETE ->
                                                life.undelete(handle, id, TestFleet.OPERATOR);
                                        case PURGE ->
                                                life.purge(
                                                        handle,
                                                        id,
                                                        tenant.slug().value(),
                                                        TestFleet.OPERATOR);
                                        case ROTATE ->
                                                asking.rotations()
                                                        .rotate(handle, id, TestFleet.OPERATOR);
                                        case CLONE -> copy(id, MORTAL);
                                        case CLONE_ELSEWHERE -> copy(id, TestFleet.SERVER);
                                        case MIGRATE -> throw new IllegalStateException();
                                    });
            return new Case(requested.tenant().id(), requested.operation(), "");
        }
    }

    /**
     * @param migration its id, if the wish is for one
     */
    record Case(TenantId tenant, OperationId operation, String migration) {
        Operation now() {
            return healthy.operation(operation);
        }

        TenantState state() {
            return healthy.tenants().find(tenant).orElseThrow().state();
        }
    }

    private static CreateTenant wish(String server) {
        String slug = "vanishing-" + SLUGS.incrementAndGet();
        return new CreateTenant(slug, slug, null, server, null);
    }

    private static RequestedTenant copy(TenantId original, String server) {
        return asking.tenants().copy(original, wish(server), TestFleet.OPERATOR);
    }

    private static Case migration(TenantId tenant) {
        String id =
                asking.migrations()
                        .start(
                                new MigrationRequest(Set.of(tenant), false, ONE_WAVE),
                                TestFleet.OPERATOR)
                        .id();
        String operation =
                fleet.inControlPlane(
                                "SELECT id FROM operations WHERE kind = 'fleet.migrate' AND input LIKE '%%%s%%'"
                                        .formatted(id))
                        .getFirst();
        return new Case(tenant, new OperationId(operation), id);
    }

    @BeforeAll
    static void everythingIsAtWorkWhenTheServerVanishes() throws SQLException {
        fleet = TestFleet.create();
        mortal = fleet.stack().startDatabaseServer(MORTAL);
        fleet.servers()
                .register(TestFleet.registration(MORTAL, mortal.describe()), TestFleet.OPERATOR);
        healthy = TestReplica.withChangelog(fleet, AFTER);
        asking = TestReplica.withChangelog(fleet, AFTER);
        asking.runner().close();
        Map<Wish, List<Tenant>> tenants = tenants();
        Tenant bystander =
                healthy.tenants().create(wish(TestFleet.SERVER), TestFleet.OPERATOR).tenant();
        try (OperationRunner runner = standing();
                Connection reader = asAdmin()) {
            read(reader, of(tenants, Wish.MIGRATE));
            tenants.forEach((wish, two) -> {
                soon.put(wish, wish.ask(two.getFirst()));
                late.put(wish, wish.ask(two.getLast()));
            });
            runner.sweep();
            await(VanishingServerTest::isEverythingAtWork);
            mortal.kill();
            GONE.countDown();
            await(runner::isIdle);
            cases().map(Case::now).forEach(firstFailures::add);

            closeAndOpen(bystander.id());
            wearOut(runner);
        }
        late.forEach((wish, each) -> {
            wornOut.put(wish, each.now());
            whileAway.put(wish, each.state());
        });
        failedTargets.addAll(
                healthy.migrations()
                        .targets(of(late, Wish.MIGRATE).migration(), TargetState.FAILED, null, 10));

        mortal.start();

        late.forEach(VanishingServerTest::retry);
        cases().forEach(each -> healthy.await(each.operation()));
        healthy.await(() ->
                Stream.of(soon, late)
                        .map(cases -> of(cases, Wish.MIGRATE).migration())
                        .noneMatch(id -> stateOf(id) == MigrationState.RUNNING));
    }

    @AfterAll
    static void close() {
        healthy.close();
        mortal.close();
        fleet.close();
    }

    private static <T> T of(Map<Wish, T> map, Wish wish) {
        return Objects.requireNonNull(map.get(wish));
    }

    private static Stream<Case> cases() {
        return Stream.of(soon, late).flatMap(cases -> cases.values().stream());
    }

    /** Two for each wish, in the state that it begins from. */
    private static Map<Wish, List<Tenant>> tenants() {
        Map<Wish, List<Tenant>> tenants = new EnumMap<>(Wish.class);
        List<OperationId> made = new ArrayList<>();
        try (TestReplica before = TestReplica.withChangelog(fleet, BEFORE)) {
            for (Wish wish : Wish.values()) {
                List<RequestedTenant> two =
                        Stream.of(wish(MORTAL), wish(MORTAL))
                                .map(each -> before.tenants().create(each, TestFleet.OPERATOR))
                                .toList();
                two.forEach(each -> made.add(each.operation()));
                tenants.put(wish, two.stream().map(RequestedTenant::tenant).toList());
            }
            made.forEach(before::await);
        }
        List<OperationId> closed = new ArrayList<>();
        tenants.forEach((wish, two) ->
                two.forEach(tenant ->
                        fleet.controlPlane()
                                .useTransaction(handle -> {
                                    TenantLifecycle life = healthy.lifecycle();
                                    if (wish.from == TenantState.SUSPENDED) {
                                        closed.add(
                                                life.suspend(
                                                                handle,
                                                                tenant.id(),
                                                                null,
                                                                TestFleet.OPERATOR)
                                                        .operation());
                                    } else if (wish.from == TenantState.DELETED) {
                                        closed.add(
                                                life.delete(
                                                                handle,
                                                                tenant.id(),
                                                                null,
                                                                TestFleet.OPERATOR)
                                                        .operation());
                                    }
                                })));
        closed.forEach(healthy::await);
        return tenants;
    }

    private static Connection asAdmin() throws SQLException {
        DatabaseServer server = mortal.describe();
        return TestFleet.connect(server, server.adminUser(), server.adminPassword());
    }

    /** Keeps their table from being changed for as long as the transaction is open. */
    private static void read(Connection reader, List<Tenant> tenants) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            // Not by the driver, which would want to end it when the server is gone.
            statement.execute("START TRANSACTION");
            for (Tenant tenant : tenants) {
                statement.execute(
                        "SELECT COUNT(*) FROM %s.designs".formatted(place(tenant.id()).name()));
            }
        }
    }

    private static TenantDatabase place(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.of(handle, tenant).orElseThrow());
    }

    /** A runner whose operations all stand where they need the server, until it is gone. */
    private static OperationRunner standing() {
        RunnerSettings defaults = RunnerSettings.defaults("standing");
        return new OperationRunner(
                fleet.controlPlane(),
                fleet.connections(),
                healthy.runner().kinds().stream()
                        .<OperationKind<?>>map(VanishingServerTest::standing)
                        .toList(),
                new RunnerSettings(
                        "standing",
                        2 * Wish.values().length,
                        defaults.lease(),
                        defaults.heartbeat(),
                        defaults.sweep(),
                        defaults.doing(),
                        defaults.undoing()));
    }

    private static <I> OperationKind<I> standing(OperationKind<I> kind) {
        return Stream.of(Wish.values())
                .filter(wish -> wish.kind.equals(kind.name()))
                .findFirst()
                .<OperationKind<I>>map(wish ->
                        DecoratedKind.at(
                                kind,
                                wish.step,
                                step -> Mishap.before(step, VanishingServerTest::stand)))
                .orElse(kind);
    }

    private static void stand(StepContext<?> context) throws SQLException {
        if (STANDING.contains(context.operation())) {
            return;
        }
        var _ = PlacedStep.admin(context, place(context.tenant()));
        STANDING.add(context.operation());
        try {
            GONE.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEverythingAtWork() {
        long waiting =
                TestFleet.on(
                                mortal.describe(),
                                "SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table metadata lock'")
                        .size();
        return STANDING.size() == cases().count() - 2 && waiting == 2;
    }

    private static void await(BooleanSupplier holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(holds::getAsBoolean);
    }

    /** On the server that is there; without a sweep, which would find what waits for the other. */
    private static void closeAndOpen(TenantId bystander) {
        TenantLifecycle life = healthy.lifecycle();
        OperationId closing =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                life.suspend(handle, bystander, null, TestFleet.OPERATOR)
                                        .operation());
        await(() -> healthy.runner().isIdle());
        ofBystander.add(healthy.operation(closing).state());
        OperationId opening =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                life.resume(handle, bystander, TestFleet.OPERATOR).operation());
        await(() -> healthy.runner().isIdle());
        ofBystander.add(healthy.operation(opening).state());
    }

    /** Lets all attempts of one of each two pass, and those at its undo. */
    private static void wearOut(OperationRunner runner) {
        await(() -> {
            if (!runner.isIdle()) {
                return false;
            }
            List<Case> left =
                    late.values().stream()
                            .filter(each -> each.now().state() == OperationState.RUNNING)
                            .toList();
            fleet.clock().advance(Duration.ofMinutes(3));
            left.forEach(each -> runner.takeOn(each.operation()));
            return left.isEmpty();
        });
    }

    private static void retry(Wish wish, Case each) {
        if (wish == Wish.MIGRATE) {
            healthy.migrations().steering().resume(each.migration(), TestFleet.OPERATOR);
        } else if (each.now().state() == OperationState.FAILED) {
            healthy.operations().retry(each.operation(), TestFleet.OPERATOR);
        }
    }

    private static MigrationState stateOf(String migration) {
        return healthy.migrations().find(migration).orElseThrow().state();
    }

    private static void assertEnded(Case each, OperationState end, TenantState state) {
        assertThat(each.now().state()).as(each.now().toString()).isEqualTo(end);
        assertThat(each.state()).isEqualTo(state);
    }

    @Test
    void nothingIsGivenUpAtOnce() {
        assertThat(firstFailures)
                .hasSize(2 * Wish.values().length)
                .allSatisfy(operation -> {
                    assertThat(operation.state()).isEqualTo(OperationState.RUNNING);
                    assertThat(operation.undoing()).isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatFindsItsServerBackGoesOn(Wish wish) {
        assertEnded(of(soon, wish), OperationState.SUCCEEDED, wish.whenSoon);
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsInVainSaysForWhichServer(Wish wish) {
        Operation operation = of(wornOut, wish);
        assertThat(operation.state()).as(operation.toString()).isEqualTo(wish.wornOut());
        assertThat(of(whileAway, wish)).isEqualTo(wish.whileAway());
        if (wish == Wish.MIGRATE) {
            assertThat(failedTargets)
                    .singleElement()
                    .satisfies(target -> {
                        assertThat(target.code()).isEqualTo("server_unreachable");
                        assertThat(target.detail()).contains(MORTAL);
                    });
        } else {
            assertThat(operation.errorCode()).isEqualTo("server_unreachable");
            assertThat(operation.errorDetail()).contains(MORTAL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetryFinishesOrUndoesWhatWaitedInVain(Wish wish) {
        assertEnded(of(late, wish), wish.afterRetry(), wish.whenLate);
    }

    @Test
    void migrationsAreMadeOnce() {
        for (Map<Wish, Case> cases : List.of(soon, late)) {
            Case each = of(cases, Wish.MIGRATE);
            assertThat(stateOf(each.migration())).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(
                            TestFleet.on(
                                    mortal.describe(),
                                    "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                                            .formatted(place(each.tenant()).name())))
                    .containsExactly("again=1", "styled=1");
        }
    }

    @Test
    void tenantsOfAnotherServerAreClosedAndOpenedMeanwhile() {
        assertThat(ofBystander).containsExactly(OperationState.SUCCEEDED, OperationState.SUCCEEDED);
    }

    @Test
    void theBooksAndTheServerAgree() {
        Map<TenantDatabase, TenantState> books = books();
        List<String> made = new ArrayList<>();
        books.forEach((database, state) -> {
            made.add(database.name().value());
            made.add(database.account() + "@");
            made.add("%s to %s".formatted(database.name(), database.account()));
            assertAgrees(database, state);
        });
        // In a grant the underscore is not a wildcard.
        assertThat(TestFleet.madeOn(mortal.describe()).stream().map(each -> each.replace("\\", "")))
                .containsExactlyInAnyOrderElementsOf(made);
    }

    /** Every database that is said to be on the server, with the state of its tenant. */
    private static Map<TenantDatabase, TenantState> books() {
        return fleet.controlPlane()
                .read(handle ->
                        handle
                                .createQuery(
                                        """
                                        SELECT d.tenant_id
                                        FROM tenant_databases d JOIN database_servers s ON s.id = d.server_id
                                        WHERE s.name = :server
                                        """)
                                .bind("server", MORTAL)
                                .mapTo(String.class)
                                .map(TenantId::new)
                                .stream()
                                .collect(
                                        Collectors.toMap(
                                                id -> PlacementRows.of(handle, id).orElseThrow(),
                                                id ->
                                                        TenantRows.byId(handle, id)
                                                                .orElseThrow()
                                                                .state())));
    }

    private static void assertAgrees(TenantDatabase database, TenantState state) {
        String password =
                fleet.controlPlane()
                        .read(handle ->
                                PlacementRows.password(handle, database.id(), fleet.secrets()));
        assertThat(
                        TestFleet.on(
                                mortal.describe(),
                                "SELECT epoch FROM %s.tenant_identity".formatted(database.name())))
                .containsExactly(String.valueOf(database.epoch()));
        if (state == TenantState.ACTIVE) {
            try (Connection account =
                    TestFleet.connect(mortal.describe(), database.account().value(), password)) {
                assertThat(account.isValid(1)).isTrue();
            } catch (SQLException e) {
                throw new AssertionError("the account of an active tenant is refused", e);
            }
        } else {
            assertThatThrownBy(() ->
                            TestFleet.connect(
                                    mortal.describe(), database.account().value(), password))
                    .hasMessageContaining("lock");
        }
    }
}
