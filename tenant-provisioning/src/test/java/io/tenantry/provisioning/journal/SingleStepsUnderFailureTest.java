package io.tenantry.provisioning.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.backup.BackupKind;
import io.tenantry.provisioning.backup.BackupKinds;
import io.tenantry.provisioning.backup.BackupWish;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import io.tenantry.provisioning.restore.PeekWish;
import io.tenantry.provisioning.restore.RequestedPeek;
import io.tenantry.provisioning.restore.RequestedRestore;
import io.tenantry.provisioning.restore.RestoreMode;
import io.tenantry.provisioning.restore.RestoreWish;
import io.tenantry.provisioning.restore.RowsMode;
import io.tenantry.provisioning.restore.RowsWish;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The general tests of operations that are one step long, and of the adoption of a database. */
@UnderFailure(
        kind = "tenant.create",
        inputs = "{\"slug\":\"acme\",\"name\":\"Acme\",\"warm\":true}",
        steps = {"adopt-database", "open-route"})
@UnderFailure(
        kind = "database.prepare",
        inputs = "{\"database\":\"d\"}",
        steps = "prepare-database")
@UnderFailure(
        kind = "database.discard",
        inputs = "{\"database\":\"d\"}",
        steps = "discard-database")
@UnderFailure(kind = "backup.create", inputs = "{\"backup\":\"b\"}", steps = "write-backup")
@UnderFailure(kind = "backup.verify", inputs = "{\"backup\":\"b\"}", steps = "verify-backup")
@UnderFailure(kind = "backup.delete", inputs = "{\"backup\":\"b\"}", steps = "delete-backup")
@UnderFailure(kind = "backup.clear", inputs = "{\"backup\":\"\"}", steps = "clear-leftovers")
@UnderFailure(
        kind = "fleet.migrate",
        inputs = "{\"migration\":\"m\",\"server\":\"s\",\"run\":1}",
        steps = "migrate-databases")
@UnderFailure(
        kind = "tenant.drop-kept",
        inputs = "{\"restore\":\"r\",\"database\":\"d\"}",
        steps = "drop-database")
@UnderFailure(
        kind = "tenant.fence-left",
        inputs = "{\"restore\":\"r\",\"database\":\"d\"}",
        steps = "fence-database")
@UnderFailure(
        kind = "peek.end",
        inputs = "{\"peek\":\"p\",\"backup\":\"b\",\"openMillis\":1}",
        steps = "drop-database")
@UnderFailure(
        kind = "peek.rows",
        inputs =
                "{\"id\":\"i\",\"peek\":\"p\",\"wish\":{\"table\":\"t\",\"keys\":[],\"filters\":[],\"mode\":\"REPLACE\"}}",
        steps = "bring-rows-back")
class SingleStepsUnderFailureTest {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final String AFTER = "changelog-tests/migration/after.yaml";
    private static final AtomicInteger SLUGS = new AtomicInteger();

    private static TestFleet fleet;
    private static TestReplica healthy;

    /** Asks, and runs nothing: its runner is closed. */
    private static TestReplica asking;

    /** Makes tenants that can be migrated. */
    private static TestReplica before;

    private static TenantId tenant;
    private static Set<String> others;

    /** A backup and a peek of the tenant that no wish uses up. */
    private static String backup;

    private static String open;

    @BeforeAll
    static void begin() {
        fleet = TestFleet.create();
        others = fleet.madeOnServer();
        healthy = TestReplica.withChangelog(fleet, AFTER);
        asking = TestReplica.withChangelog(fleet, AFTER);
        asking.runner().close();
        before = TestReplica.withChangelog(fleet, BEFORE);
        tenant = create(healthy);
        backup = backUp(healthy);
        open = peek();
    }

    @AfterAll
    static void end() {
        before.close();
        healthy.close();
        fleet.close();
    }

    /** What is asked for. */
    enum Wish {
        ADOPT("tenant.create", "adopt-database"),
        PREPARE("database.prepare", "prepare-database"),
        DISCARD("database.discard", "discard-database"),
        BACK_UP("backup.create", "write-backup"),
        VERIFY("backup.verify", "verify-backup"),
        REMOVE("backup.delete", "delete-backup"),
        CLEAR("backup.clear", "clear-leftovers"),
        MIGRATE("fleet.migrate", "migrate-databases"),
        DROP_KEPT("tenant.drop-kept", "drop-database"),
        FENCE_LEFT("tenant.fence-left", "fence-database"),
        END_PEEK("peek.end", "drop-database"),
        BRING_ROWS_BACK("peek.rows", "bring-rows-back");

        private final String kind;
        private final String step;

        Wish(String kind, String step) {
            this.kind = kind;
            this.step = step;
        }

        /** Makes what is needed, and asks. */
        void ask() {
            switch (this) {
                case ADOPT -> {
                    warmUp();
                    create(asking);
                }
                case PREPARE -> {
                    emptyTheShelf();
                    asking.warm().reconcile(TestFleet.OPERATOR);
                }
                case DISCARD -> {
                    warmUp();
                    fleet.servers().drain(TestFleet.SERVER, TestFleet.OPERATOR);
                    asking.warm().reconcile(TestFleet.OPERATOR);
                    fleet.servers().activate(TestFleet.SERVER, TestFleet.OPERATOR);
                }
                case BACK_UP -> backUp(asking);
                case VERIFY -> {
                    String backup = backUp(healthy);
                    fleet.controlPlane()
                            .useTransaction(handle ->
                                    asking.backups()
                                            .verify(handle, tenant, backup, TestFleet.OPERATOR));
                }
                case REMOVE -> {
                    String backup = backUp(healthy);
                    fleet.controlPlane()
                            .useTransaction(handle ->
                                    asking.backups()
                                            .delete(handle, tenant, backup, TestFleet.OPERATOR));
                }
                case CLEAR -> clearLeftovers(create(healthy));
                case DROP_KEPT -> {
                    replaceTheDatabase();
                    assertThat(asking.restores().dropDue(10, TestFleet.OPERATOR)).isEqualTo(1);
                }
                case FENCE_LEFT -> {
                    leaveTheDatabase();
                    assertThat(asking.leftDatabases().fenceReturned(TestFleet.OPERATOR))
                            .isEqualTo(1);
                }
                case END_PEEK -> {
                    String peek = peek();
                    fleet.controlPlane()
                            .useTransaction(handle ->
                                    asking.peeks().end(handle, tenant, peek, TestFleet.OPERATOR));
                }
                case BRING_ROWS_BACK -> {
                    RowsWish all =
                            new RowsWish("designs", List.of(), List.of(), RowsMode.INSERT_MISSING);
                    fleet.controlPlane()
                            .useTransaction(handle ->
                                    asking.peekedRows()
                                            .start(handle, tenant, open, all, TestFleet.OPERATOR));
                }
                case MIGRATE ->
                        asking.migrations()
                                .start(
                                        new MigrationRequest(
                                                Set.of(create(before)),
                                                false,
                                                MigrationSettings.DEFAULTS),
                                        TestFleet.OPERATOR);
            }
        }
    }

    private static TenantId create(TestReplica replica) {
        String slug = "single-" + SLUGS.incrementAndGet();
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        if (replica != asking) {
            replica.await(requested.operation());
        }
        return requested.tenant().id();
    }

    private static String backUp(TestReplica replica) {
        var requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.backups().create(handle, tenant, TestFleet.OPERATOR));
        if (replica != asking) {
            replica.await(requested.operation());
        }
        return requested.backup().id();
    }

    /** The former database is not kept, so it is due at once. */
    private static void replaceTheDatabase() {
        String slug = healthy.tenants().find(tenant).orElseThrow().slug().value();
        replaceTheDatabase(
                new RestoreWish(backup, null, RestoreMode.SIDE_BY_SIDE, null, false, slug));
        fleet.clock().advance(Duration.ofSeconds(1));
    }

    private static String replaceTheDatabase(RestoreWish wish) {
        RequestedRestore requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                healthy.restores().start(handle, tenant, wish, TestFleet.OPERATOR));
        healthy.await(requested.operation());
        return requested.restore().id();
    }

    /** As a restore does it whose server is silent; then the server has come back. */
    private static void leaveTheDatabase() {
        String restore = replaceTheDatabase(RestoreWish.of(backup, RestoreMode.SIDE_BY_SIDE));
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE restores SET mode = 'lost-server' WHERE id = ?", restore));
    }

    private static String peek() {
        PeekWish wish = new PeekWish(backup, null, Duration.ofHours(1));
        RequestedPeek requested =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                healthy.peeks().open(handle, tenant, wish, TestFleet.OPERATOR));
        healthy.await(requested.operation());
        return requested.peek().id();
    }

    /** As the job does it, when the lock on what a purged tenant left has ended. */
    private static void clearLeftovers(TenantId gone) {
        BackupKind clear = BackupKinds.of(fleet.controlPlane(), fleet.vault()).clear();
        fleet.controlPlane()
                .useTransaction(handle -> {
                    handle.execute(
                            "INSERT INTO backup_leftovers (place, until) VALUES (?, '2026-01-01')",
                            gone.value());
                    asking.runner()
                            .submit(handle, clear, gone, new BackupWish(""), TestFleet.OPERATOR);
                });
    }

    private static void warmUp() {
        // What could not be made is not tried again at once.
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute("DELETE FROM warm_databases WHERE state = 'failed'"));
        healthy.warm().reconcile(TestFleet.OPERATOR);
        healthy.await(() ->
                !fleet.inControlPlane("SELECT id FROM warm_databases WHERE state = 'ready'")
                                .isEmpty()
                        && atWork("database.prepare").isEmpty());
    }

    private static void emptyTheShelf() {
        fleet.servers().drain(TestFleet.SERVER, TestFleet.OPERATOR);
        healthy.warm().reconcile(TestFleet.OPERATOR);
        healthy.await(() -> atWork("database.discard").isEmpty());
        fleet.servers().activate(TestFleet.SERVER, TestFleet.OPERATOR);
        fleet.controlPlane().useTransaction(handle -> handle.execute("DELETE FROM warm_databases"));
    }

    private static List<OperationId> atWork(String kind) {
        return fleet
                .inControlPlane(
                        "SELECT id FROM operations WHERE kind = '%s' AND state = 'running'"
                                .formatted(kind))
                .stream()
                .map(OperationId::new)
                .toList();
    }

    /** A replica on which something happens at a step. */
    private static OperationRunner unlucky(Wish wish, Mishaps mishap) {
        return new OperationRunner(
                fleet.controlPlane(),
                fleet.connections(),
                healthy.runner().kinds().stream()
                        .<OperationKind<?>>map(kind -> mishap.at(kind, wish.step))
                        .toList(),
                RunnerSettings.defaults("unlucky"));
    }

    private static Stream<OperationState> states(Collection<OperationId> operations) {
        return operations.stream().map(id -> healthy.operation(id).state());
    }

    private static void await(
            OperationRunner runner,
            Function<OperationState, Boolean> holds,
            List<OperationId> asked) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    fleet.clock().advance(Duration.ofMillis(50));
                    runner.sweep();
                    return states(asked).allMatch(holds::apply);
                });
    }

    private static void assertEnds(Wish wish, Mishaps mishap, Set<OperationState> ends) {
        wish.ask();
        List<OperationId> asked = atWork(wish.kind);
        assertThat(asked).isNotEmpty();
        try (OperationRunner runner = unlucky(wish, mishap)) {
            await(runner, state -> state != OperationState.RUNNING, asked);
        }
        assertThat(states(asked))
                .as(healthy.operation(asked.getFirst()).toString())
                .isSubsetOf(ends);
        for (OperationId id : asked) {
            if (healthy.operation(id).state() == OperationState.FAILED) {
                healthy.operations().retry(id, TestFleet.OPERATOR);
                assertThat(healthy.await(id).state()).isEqualTo(OperationState.SUCCEEDED);
            }
        }
        assertNoOrphan();
    }

    /** Every database and account on the server stands in the books, and the other way round. */
    private static void assertNoOrphan() {
        List<String> books =
                fleet.inControlPlane(
                        "SELECT database_name FROM tenant_databases UNION SELECT database_name FROM warm_databases WHERE state = 'ready'");
        Set<String> made = fleet.madeOnServer();
        made.removeAll(others);
        assertThat(made)
                .filteredOn(name -> name.matches("t_[0-9a-z]{26}"))
                .containsExactlyInAnyOrderElementsOf(books);
        assertThat(made).filteredOn(name -> name.endsWith("@")).hasSameSizeAs(books);
    }

    @ParameterizedTest
    @EnumSource
    void aStepRunTwiceGivesTheSameState(Wish wish) {
        assertEnds(wish, Mishaps.twice(), Set.of(OperationState.SUCCEEDED));
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAfterTheWorkIsUndoneOrFinishedByARetry(Wish wish) {
        assertEnds(wish, Mishaps.fails(), Set.of(OperationState.UNDONE, OperationState.FAILED));
    }

    @ParameterizedTest
    @EnumSource
    void anotherReplicaFinishesWhatACrashBeforeTheStepLeft(Wish wish) {
        assertTakenOver(wish, Mishaps.crashesBefore(), OperationState.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void anotherReplicaFinishesWhatACrashAfterTheStepLeft(Wish wish) {
        assertTakenOver(wish, Mishaps.crashesAfter(), OperationState.SUCCEEDED);
    }

    static Stream<Wish> reversible() {
        return Stream.of(Wish.values()).filter(wish -> healthy.runner().canGoBack(wish.kind));
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void anotherReplicaUndoesWhatACrashBeforeTheUndoLeft(Wish wish) {
        assertTakenOver(wish, Mishaps.crashesBeforeUndo(), OperationState.UNDONE);
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void anotherReplicaUndoesWhatACrashAfterTheUndoLeft(Wish wish) {
        assertTakenOver(wish, Mishaps.crashesAfterUndo(), OperationState.UNDONE);
    }

    private static void assertTakenOver(Wish wish, Mishaps crashing, OperationState end) {
        wish.ask();
        List<OperationId> asked = atWork(wish.kind);
        assertThat(asked).isNotEmpty();
        try (OperationRunner runner = unlucky(wish, crashing)) {
            fleet.clock().advance(Duration.ofSeconds(1));
            runner.sweep();
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(runner::isIdle);
        }
        assertThat(states(asked)).containsOnly(OperationState.RUNNING);

        fleet.endLeases();

        for (OperationId id : asked) {
            assertThat(healthy.await(id).state()).isEqualTo(end);
        }
        assertNoOrphan();
    }
}
