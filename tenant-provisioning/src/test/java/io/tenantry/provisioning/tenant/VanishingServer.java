package io.tenantry.provisioning.tenant;

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
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A database server vanishes once, in the middle of two operations of each kind. Of each two, one
 * is tried again only when the server is back; the other wears out all its attempts before that.
 * All of it has happened when it is made.
 */
final class VanishingServer implements AutoCloseable {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final String AFTER = "changelog-tests/migration/after.yaml";
    static final String MORTAL = "mortal";
    private static final MigrationSettings ONE_WAVE =
            new MigrationSettings(Map.of(), List.of(100), 1, 0, 5, 60, 60, false);
    private static final AtomicInteger SLUGS = new AtomicInteger();

    /** Those that stand before their step, each with a connection to the server. */
    private final Set<OperationId> standing = ConcurrentHashMap.newKeySet();

    private final CountDownLatch gone = new CountDownLatch(1);

    private final TestFleet fleet = TestFleet.create();
    private final LocalDatabaseServer mortal = fleet.stack().startDatabaseServer(MORTAL);
    private final TestReplica healthy;

    /** Asks, and runs nothing: its runner is closed. */
    private final TestReplica asking;

    private final Map<VanishingWish, Case> soon = new EnumMap<>(VanishingWish.class);
    private final Map<VanishingWish, Case> late = new EnumMap<>(VanishingWish.class);
    private final List<Operation> firstFailures = new ArrayList<>();
    private final Map<VanishingWish, Operation> wornOut = new EnumMap<>(VanishingWish.class);
    private final Map<VanishingWish, TenantState> whileAway = new EnumMap<>(VanishingWish.class);
    private final List<MigrationTarget> failedTargets = new ArrayList<>();
    private final List<OperationState> ofBystander = new ArrayList<>();

    VanishingServer() throws SQLException {
        fleet.servers()
                .register(TestFleet.registration(MORTAL, mortal.describe()), TestFleet.OPERATOR);
        healthy = TestReplica.withChangelog(fleet, AFTER);
        asking = TestReplica.withChangelog(fleet, AFTER);
        asking.runner().close();
        tell();
    }

    /**
     * @param migration its id, if the wish is for one
     */
    record Case(TenantId tenant, OperationId operation, String migration) {}

    Operation now(Case each) {
        return healthy.operation(each.operation());
    }

    TenantState state(Case each) {
        return healthy.tenants().find(each.tenant()).orElseThrow().state();
    }

    private CreateTenant wish(String server) {
        String slug = "vanishing-" + SLUGS.incrementAndGet();
        return new CreateTenant(slug, slug, null, server, null);
    }

    TestFleet fleet() {
        return fleet;
    }

    DatabaseServer mortal() {
        return mortal.describe();
    }

    TestReplica asking() {
        return asking;
    }

    RequestedTenant copy(TenantId original, String server) {
        return asking.tenants().copy(original, wish(server), TestFleet.OPERATOR);
    }

    Case migration(TenantId tenant) {
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

    private void tell() throws SQLException {
        Map<VanishingWish, List<Tenant>> tenants = tenants();
        Tenant bystander =
                healthy.tenants().create(wish(TestFleet.SERVER), TestFleet.OPERATOR).tenant();
        try (OperationRunner runner = standing();
                Connection reader = asAdmin()) {
            read(reader, of(tenants, VanishingWish.MIGRATE));
            tenants.forEach((wish, two) -> {
                soon.put(wish, wish.ask(this, two.getFirst()));
                late.put(wish, wish.ask(this, two.getLast()));
            });
            runner.sweep();
            await(this::isEverythingAtWork);
            mortal.kill();
            gone.countDown();
            await(runner::isIdle);
            cases().map(this::now).forEach(firstFailures::add);

            closeAndOpen(bystander.id());
            wearOut(runner);
        }
        late.forEach((wish, each) -> {
            wornOut.put(wish, now(each));
            whileAway.put(wish, state(each));
        });
        failedTargets.addAll(
                healthy.migrations()
                        .targets(
                                of(late, VanishingWish.MIGRATE).migration(),
                                TargetState.FAILED,
                                null,
                                10));

        mortal.start();

        late.forEach(this::retry);
        cases().forEach(each -> healthy.await(each.operation()));
        healthy.await(() ->
                Stream.of(soon, late)
                        .map(cases -> of(cases, VanishingWish.MIGRATE).migration())
                        .noneMatch(id -> stateOf(id) == MigrationState.RUNNING));
    }

    static <T> T of(Map<VanishingWish, T> map, VanishingWish wish) {
        return Objects.requireNonNull(map.get(wish));
    }

    private Stream<Case> cases() {
        return Stream.of(soon, late).flatMap(cases -> cases.values().stream());
    }

    /** Two for each wish, in the state that it begins from. */
    private Map<VanishingWish, List<Tenant>> tenants() {
        Map<VanishingWish, List<Tenant>> tenants = new EnumMap<>(VanishingWish.class);
        List<OperationId> made = new ArrayList<>();
        try (TestReplica before = TestReplica.withChangelog(fleet, BEFORE)) {
            for (VanishingWish wish : VanishingWish.values()) {
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
                                    if (wish.from() == TenantState.SUSPENDED) {
                                        closed.add(
                                                life.suspend(
                                                                handle,
                                                                tenant.id(),
                                                                null,
                                                                TestFleet.OPERATOR)
                                                        .operation());
                                    } else if (wish.from() == TenantState.DELETED) {
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

    private Connection asAdmin() throws SQLException {
        DatabaseServer server = mortal.describe();
        return TestFleet.connect(server, server.adminUser(), server.adminPassword());
    }

    /** Keeps their table from being changed for as long as the transaction is open. */
    private void read(Connection reader, List<Tenant> tenants) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            // Not by the driver, which would want to end it when the server is gone.
            statement.execute("START TRANSACTION");
            for (Tenant tenant : tenants) {
                statement.execute(
                        "SELECT COUNT(*) FROM %s.designs".formatted(place(tenant.id()).name()));
            }
        }
    }

    TenantDatabase place(TenantId tenant) {
        return fleet.controlPlane().read(handle -> PlacementRows.of(handle, tenant).orElseThrow());
    }

    /** A runner whose operations all stand where they need the server, until it is gone. */
    private OperationRunner standing() {
        RunnerSettings defaults = RunnerSettings.defaults("standing");
        return new OperationRunner(
                fleet.controlPlane(),
                fleet.connections(),
                healthy.runner().kinds().stream().<OperationKind<?>>map(this::standing).toList(),
                new RunnerSettings(
                        "standing",
                        2 * VanishingWish.values().length,
                        defaults.lease(),
                        defaults.heartbeat(),
                        defaults.sweep(),
                        defaults.doing(),
                        defaults.undoing()));
    }

    private <I> OperationKind<I> standing(OperationKind<I> kind) {
        return Stream.of(VanishingWish.values())
                .filter(wish -> wish.kind().equals(kind.name()))
                .findFirst()
                .<OperationKind<I>>map(wish ->
                        DecoratedKind.at(
                                kind, wish.step(), step -> Mishap.before(step, this::stand)))
                .orElse(kind);
    }

    private void stand(StepContext<?> context) throws SQLException {
        if (standing.contains(context.operation())) {
            return;
        }
        var _ = PlacedStep.admin(context, place(context.tenant()));
        standing.add(context.operation());
        try {
            gone.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isEverythingAtWork() {
        long waiting =
                TestFleet.on(
                                mortal.describe(),
                                "SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table metadata lock'")
                        .size();
        return standing.size() == cases().count() - 2 && waiting == 2;
    }

    private static void await(BooleanSupplier holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(holds::getAsBoolean);
    }

    /** On the server that is there; without a sweep, which would find what waits for the other. */
    private void closeAndOpen(TenantId bystander) {
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
    private void wearOut(OperationRunner runner) {
        await(() -> {
            if (!runner.isIdle()) {
                return false;
            }
            List<Case> left =
                    late.values().stream()
                            .filter(each -> now(each).state() == OperationState.RUNNING)
                            .toList();
            fleet.clock().advance(Duration.ofMinutes(3));
            left.forEach(each -> runner.takeOn(each.operation()));
            return left.isEmpty();
        });
    }

    private void retry(VanishingWish wish, Case each) {
        if (wish == VanishingWish.MIGRATE) {
            healthy.migrations().steering().resume(each.migration(), TestFleet.OPERATOR);
        } else if (now(each).state() == OperationState.FAILED) {
            healthy.operations().retry(each.operation(), TestFleet.OPERATOR);
        }
    }

    MigrationState stateOf(String migration) {
        return healthy.migrations().find(migration).orElseThrow().state();
    }

    /** Those whose server is back before they are tried again. */
    Map<VanishingWish, Case> soon() {
        return soon;
    }

    /** Those that wear out all their attempts before that. */
    Map<VanishingWish, Case> late() {
        return late;
    }

    /** All of them, right after the server has gone. */
    List<Operation> firstFailures() {
        return firstFailures;
    }

    /** The late ones when no attempt was left. */
    Map<VanishingWish, Operation> wornOut() {
        return wornOut;
    }

    /** Their tenants then. */
    Map<VanishingWish, TenantState> whileAway() {
        return whileAway;
    }

    List<MigrationTarget> failedTargets() {
        return failedTargets;
    }

    /** What became of operations on a server that stays, meanwhile. */
    List<OperationState> ofBystander() {
        return ofBystander;
    }

    @Override
    public void close() {
        asking.close();
        healthy.close();
        mortal.close();
        fleet.close();
    }
}
