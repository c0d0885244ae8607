package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.OperationStep;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.warm.WarmKinds;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases that are ready before their tenant is. */
class WarmDatabasesTest {
    private static final AtomicInteger SLUGS = new AtomicInteger();
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(16);
    private static final int READY = 3;

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

    /** Nothing on the shelf, and nothing asked for lately. */
    @BeforeEach
    void clear() {
        for (String database : fleet.inControlPlane("SELECT database_name FROM warm_databases")) {
            fleet.executeOnServer("DROP DATABASE IF EXISTS " + database);
            fleet.executeOnServer("DROP USER IF EXISTS %s_a".formatted(database));
        }
        fleet.controlPlane()
                .useTransaction(handle -> {
                    handle.execute("DELETE FROM warm_databases");
                    handle.execute("UPDATE database_servers SET state = 'active'");
                });
        fleet.clock().advance(Duration.ofMinutes(2));
    }

    private List<String> warm(String state) {
        return fleet.inControlPlane(
                "SELECT database_name FROM warm_databases WHERE state = '%s' ORDER BY id"
                        .formatted(state));
    }

    private void warmUp() {
        replica.warm().reconcile(TestFleet.OPERATOR);
        awaitWarm(READY);
    }

    private void awaitWarm(int ready) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    replica.runner().sweep();
                    return warm("ready").size() >= ready;
                });
    }

    private RequestedTenant request() {
        String slug = "warm-" + SLUGS.incrementAndGet();
        return replica.tenants()
                .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
    }

    private static List<String> steps(Operation operation) {
        return operation.steps().stream().map(OperationStep::name).toList();
    }

    private TenantDatabase placement(RequestedTenant requested) {
        return fleet.controlPlane()
                .read(handle -> PlacementRows.of(handle, requested.tenant().id()).orElseThrow());
    }

    private void assertServes(RequestedTenant requested) {
        TenantDatabase database = placement(requested);
        assertThat(replica.tenants().find(requested.tenant().id()).orElseThrow().state())
                .isEqualTo(TenantState.ACTIVE);
        String password =
                fleet.controlPlane()
                        .read(handle ->
                                PlacementRows.password(handle, database.id(), fleet.secrets()));
        try (Connection account = fleet.connect(database.account().value(), password)) {
            assertThat(
                            TestFleet.texts(
                                    account,
                                    "SELECT tenant_id FROM %s.tenant_identity"
                                            .formatted(database.name())))
                    .containsExactly(requested.tenant().id().value());
            assertThat(
                            TestFleet.texts(
                                    account,
                                    "SELECT COUNT(*) FROM %s.designs".formatted(database.name())))
                    .containsExactly("0");
        } catch (SQLException e) {
            throw new AssertionError("the tenant's account is refused", e);
        }
    }

    @Test
    void aTenantTakesOverAWarmDatabaseAndOnlyItsIdentityIsWritten() {
        warmUp();
        String first = warm("ready").getFirst();

        RequestedTenant requested = request();
        Operation operation = replica.await(requested.operation());

        assertThat(steps(operation)).containsExactly(AdoptDatabase.NAME, OpenRoute.NAME);
        assertThat(placement(requested).name().value()).isEqualTo(first);
        assertServes(requested);
        assertThat(warm("ready")).hasSize(READY - 1).doesNotContain(first);
    }

    @Test
    void withoutAWarmDatabaseTheTenantIsMadeFromNothing() {
        RequestedTenant requested = request();

        Operation operation = replica.await(requested.operation());

        assertThat(steps(operation)).contains(CreateDatabase.NAME, ApplyChangelog.NAME);
        assertServes(requested);
    }

    @Test
    void tenantsAtOnceNeverGetTheSameDatabase() throws Exception {
        warmUp();
        List<RequestedTenant> requested = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Callable<RequestedTenant>> wishes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                wishes.add(this::request);
            }
            for (Future<RequestedTenant> one : many.invokeAll(wishes)) {
                requested.add(one.get());
            }
        }

        Set<String> databases = new HashSet<>();
        int fromTheShelf = 0;
        for (RequestedTenant one : requested) {
            Operation operation = replica.await(one.operation());
            assertThat(operation.state()).isEqualTo(OperationState.SUCCEEDED);
            assertServes(one);
            databases.add(placement(one).name().value());
            fromTheShelf += steps(operation).contains(AdoptDatabase.NAME) ? 1 : 0;
        }
        assertThat(databases).hasSize(8);
        assertThat(fromTheShelf).isEqualTo(READY);
    }

    @Test
    void moreAreKeptWhenManyWereAskedForLately() {
        warmUp();
        for (int i = 0; i < 3; i++) {
            replica.await(request().operation());
        }

        replica.warm().reconcile(TestFleet.OPERATOR);
        replica.warm().reconcile(TestFleet.OPERATOR);

        awaitWarm(6);
        assertThat(replica.warm().reconcile(TestFleet.OPERATOR)).isZero();
    }

    @Test
    void thoseOfAnotherChangelogAreReplaced() {
        warmUp();
        List<String> old = warm("ready");
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE warm_databases SET changelog_version = ?", "0".repeat(64)));
        RequestedTenant requested = request();
        assertThat(steps(replica.await(requested.operation()))).contains(CreateDatabase.NAME);

        fleet.clock().advance(Duration.ofMinutes(11));
        replica.warm().reconcile(TestFleet.OPERATOR);
        awaitWarm(READY);

        Awaitility.await()
                .until(() -> {
                    replica.runner().sweep();
                    return warm("discarding").isEmpty();
                });
        assertThat(warm("ready")).hasSize(READY).doesNotContainAnyElementsOf(old);
        assertThat(fleet.madeOnServer()).doesNotContainAnyElementsOf(old);
    }

    @Test
    void aServerThatTakesNoTenantsKeepsNone() {
        warmUp();
        List<String> old = warm("ready");
        fleet.controlPlane()
                .useTransaction(
                        handle -> handle.execute("UPDATE database_servers SET state = 'draining'"));

        assertThat(replica.warm().reconcile(TestFleet.OPERATOR)).isEqualTo(READY);

        Awaitility.await()
                .until(() -> {
                    replica.runner().sweep();
                    return fleet.madeOnServer().stream().noneMatch(old::contains);
                });
    }

    @Test
    void aWarmDatabaseThatWasDroppedByHandIsMadeAfterAll() {
        warmUp();
        for (String database : warm("ready")) {
            fleet.executeOnServer("DROP DATABASE " + database);
        }

        RequestedTenant requested = request();

        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertServes(requested);
    }

    @Test
    void aFailedAdoptionLeavesNothing() {
        warmUp();
        AtomicBoolean armed = new AtomicBoolean(true);
        try (TestReplica failing =
                TestReplica.on(
                        fleet,
                        "failing",
                        kind ->
                                DecoratedKind.at(
                                        kind,
                                        OpenRoute.NAME,
                                        step ->
                                                Mishap.before(
                                                        step,
                                                        _ -> {
                                                            if (armed.get()) {
                                                                throw new SQLException(
                                                                        "injected", "HY000", 1);
                                                            }
                                                        })))) {
            RequestedTenant requested =
                    failing.tenants()
                            .create(
                                    new CreateTenant("warm-failing", "Failing", null, null, null),
                                    TestFleet.OPERATOR);
            String database = placement(requested).name().value();

            assertThat(failing.await(requested.operation()).state())
                    .isEqualTo(OperationState.UNDONE);

            assertThat(fleet.madeOnServer()).noneMatch(made -> made.contains(database));
            assertThat(failing.tenants().find(requested.tenant().slug())).isEmpty();
        }
    }

    @Test
    void aPreparationThatCrashedIsFinishedByAnotherReplica() {
        AtomicBoolean armed = new AtomicBoolean(true);
        try (TestReplica crashing =
                TestReplica.aroundWarm(
                        fleet,
                        "crashing",
                        kinds -> new WarmKinds(mishap(kinds.prepare(), armed), kinds.discard()))) {
            crashing.warm().reconcile(TestFleet.OPERATOR);
            Awaitility.await().until(() -> crashing.runner().isIdle());
            assertThat(warm("making")).isNotEmpty();
        }

        fleet.clock().advance(LEASE_IS_OVER);

        awaitWarm(READY);
    }

    private static <I> OperationKind<I> mishap(OperationKind<I> kind, AtomicBoolean armed) {
        return new DecoratedKind<>(kind, step -> crashing(step, armed));
    }

    private static <I> Step<I> crashing(Step<I> step, AtomicBoolean armed) {
        return Mishap.after(
                step,
                _ -> {
                    if (armed.get()) {
                        throw new Crash();
                    }
                });
    }

    @Test
    void aServerThatCannotMakeThemIsNotAskedAgainAtOnce() {
        try (TestReplica failing =
                TestReplica.aroundWarm(
                        fleet,
                        "failing",
                        kinds -> new WarmKinds(failing(kinds.prepare()), kinds.discard()))) {
            Set<String> before = fleet.madeOnServer();
            assertThat(failing.warm().reconcile(TestFleet.OPERATOR)).isEqualTo(READY);
            Awaitility.await()
                    .until(() -> {
                        failing.runner().sweep();
                        return warm("failed").size() == READY;
                    });

            assertThat(failing.warm().reconcile(TestFleet.OPERATOR)).isZero();
            fleet.clock().advance(Duration.ofSeconds(61));
            assertThat(fleet.madeOnServer()).isEqualTo(before);
            assertThat(failing.warm().reconcile(TestFleet.OPERATOR)).isEqualTo(READY);
        }
    }

    @Test
    void whatFailedWhileTheServerWasAwayIsTriedAgainWhenItAnswers() {
        AtomicBoolean armed = new AtomicBoolean(true);
        try (TestReplica crashing =
                TestReplica.aroundWarm(
                        fleet,
                        "crashing",
                        kinds ->
                                new WarmKinds(
                                        mishap(kinds.prepare(), armed),
                                        mishap(kinds.discard(), armed)))) {
            abandon(crashing, "database.prepare");
            assertNotAskedWhileAway();
            assertThat(replica.warm().reconcile(TestFleet.OPERATOR)).isEqualTo(READY);
            awaitWarm(READY);

            fleet.controlPlane()
                    .useTransaction(handle ->
                            handle.execute("UPDATE database_servers SET state = 'draining'"));
            abandon(crashing, "database.discard");
            assertThat(warm("discarding")).hasSize(READY);
            assertThat(replica.warm().reconcile(TestFleet.OPERATOR)).isEqualTo(READY);
            Awaitility.await()
                    .until(() -> {
                        replica.runner().sweep();
                        return warm("discarding").isEmpty();
                    });
        }
    }

    private static void assertNotAskedWhileAway() {
        int port = fleet.server().port();
        point(1);
        fleet.connections().dropIdle();
        assertThat(replica.warm().reconcile(TestFleet.OPERATOR)).isZero();

        point(port);
        // It has just been found silent.
        assertThat(replica.warm().reconcile(TestFleet.OPERATOR)).isZero();
        fleet.clock().advance(Duration.ofSeconds(61));
    }

    /** As when a server stayed away for longer than the operations had patience. */
    private static void abandon(TestReplica crashing, String kind) {
        crashing.warm().reconcile(TestFleet.OPERATOR);
        Awaitility.await().until(() -> crashing.runner().isIdle());
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                UPDATE operations
                                SET state = 'failed', finished_at = ?
                                WHERE kind = ? AND state = 'running'
                                """,
                                fleet.clock().instant(),
                                kind));
        fleet.clock().advance(Duration.ofMinutes(6));
    }

    private static void point(int port) {
        fleet.controlPlane()
                .useTransaction(
                        handle -> handle.execute("UPDATE database_servers SET port = ?", port));
    }

    private static <I> OperationKind<I> failing(OperationKind<I> kind) {
        return new DecoratedKind<>(
                kind,
                step ->
                        Mishap.after(
                                step,
                                _ -> {
                                    throw new SQLException("injected", "HY000", 1);
                                }));
    }
}
