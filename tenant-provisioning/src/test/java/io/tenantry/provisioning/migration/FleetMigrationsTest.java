package io.tenantry.provisioning.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.TenantChange;
import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet comes to a new version: in waves, whatever stands in the way. */
class FleetMigrationsTest {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    private static final String AFTER = "changelog-tests/migration/after.yaml";
    private static final String REFUSED = "changelog-tests/migration/refused.yaml";
    private static final String DESTRUCTIVE = "changelog-tests/migration/destructive.yaml";
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(16);

    private TestFleet fleet;
    private TestReplica before;
    private final List<TenantId> tenants = new ArrayList<>();

    @BeforeEach
    void sixTenantsOfTheOlderVersion() {
        fleet = TestFleet.create();
        before = TestReplica.withChangelog(fleet, BEFORE);
        for (int i = 0; i < 6; i++) {
            tenants.add(create(before, "tenant-" + i));
        }
    }

    @AfterEach
    void close() {
        before.close();
        fleet.close();
    }

    private static TenantId create(TestReplica replica, String slug) {
        RequestedTenant requested =
                replica.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
        replica.await(requested.operation());
        return requested.tenant().id();
    }

    private static MigrationRequest all(MigrationSettings settings) {
        return new MigrationRequest(Set.of(), false, settings);
    }

    private static MigrationSettings settings(
            Map<String, String> canary, List<Integer> waves, int errorBudget) {
        return new MigrationSettings(canary, waves, 2, errorBudget, 3, 1, 60, false);
    }

    private static MigrationSettings atOnce() {
        return settings(Map.of(), List.of(100), 0);
    }

    private static Migration await(TestReplica replica, Migration migration) {
        replica.await(() -> find(replica, migration).state() != MigrationState.RUNNING);
        return find(replica, migration);
    }

    private static Migration find(TestReplica replica, Migration migration) {
        return replica.migrations().find(migration.id()).orElseThrow();
    }

    private String database(TenantId tenant) {
        return fleet.inControlPlane(
                        "SELECT database_name FROM tenant_databases WHERE tenant_id = '%s'"
                                .formatted(tenant.value()))
                .getFirst();
    }

    private List<String> counters(TenantId tenant) {
        return fleet.onServer(
                "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                        .formatted(database(tenant)));
    }

    private void assertMigratedOnce(TenantId tenant) {
        assertThat(counters(tenant)).containsExactly("again=1", "styled=1");
        assertThat(
                        fleet.onServer(
                                "SELECT COUNT(*) FROM %s.DATABASECHANGELOG GROUP BY ID, FILENAME"
                                        .formatted(database(tenant))))
                .containsOnly("1");
    }

    private void assertUntouched(TenantId tenant) {
        assertThat(counters(tenant)).containsExactly("again=0", "styled=0");
    }

    private Set<String> states(TestReplica replica, Migration migration) {
        return replica.migrations().targets(migration.id(), null, null, 100).stream()
                .map(target -> "%s %s".formatted(target.slug(), target.state().code()))
                .collect(Collectors.toSet());
    }

    private void withDesignsOfOneTitle(TenantId tenant) {
        for (String id : List.of("a", "b")) {
            fleet.executeOnServer(
                    "INSERT INTO %s.designs VALUES ('%s', 'same', '', 'x', 1, NOW(6), NOW(6))"
                            .formatted(database(tenant), id));
        }
    }

    @Test
    void everyTenantComesToTheNewVersionAndAllReplicasHearOfIt() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            Migration asked =
                    after.migrations().start(all(MigrationSettings.DEFAULTS), TestFleet.OPERATOR);

            Migration ended = await(after, asked);

            assertThat(ended.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(ended.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 6));
            assertThat(ended.waves()).isEqualTo(3);
            assertThat(after.announced()).containsExactlyInAnyOrderElementsOf(tenants);
            tenants.forEach(this::assertMigratedOnce);
            assertThat(
                            fleet.inControlPlane(
                                    "SELECT DISTINCT changelog_version FROM tenant_databases"))
                    .containsExactly(ended.to());
            assertThat(fleet.inControlPlane("SELECT DISTINCT state FROM operations"))
                    .containsExactly("succeeded");
        }
    }

    @Test
    void whoIsUpToDateIsNotTouched() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            TenantId newcomer = create(after, "newcomer");
            fleet.executeOnServer("DROP TABLE %s.counters".formatted(database(newcomer)));

            Migration ended =
                    await(after, after.migrations().start(all(atOnce()), TestFleet.OPERATOR));

            assertThat(ended.upToDate()).isEqualTo(1);
            assertThat(ended.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 6));
            Migration again = after.migrations().start(all(atOnce()), TestFleet.OPERATOR);
            assertThat(again.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(again.upToDate()).isEqualTo(7);
            assertThat(again.targets()).isEmpty();
        }
    }

    @Test
    void aPlanShowsTheStatementsAndTouchesNobody() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            MigrationPlan plan = after.migrations().plan(Set.of());

            assertThat(plan.upToDate()).isZero();
            assertThat(plan.ways()).hasSize(1);
            MigrationPlan.Way way = plan.ways().getFirst();
            assertThat(way.databases()).isEqualTo(6);
            assertThat(way.replayable()).isTrue();
            assertThat(way.statements())
                    .anyMatch(statement -> statement.sql().contains("ADD COLUMN style"));
            assertThat(plan.firstDestructive()).isEmpty();
            tenants.forEach(this::assertUntouched);
        }
    }

    @Test
    void whatDestroysDataIsRefusedUnlessItIsAllowed() {
        try (TestReplica after = TestReplica.withChangelog(fleet, DESTRUCTIVE)) {
            assertThatThrownBy(() -> after.migrations().start(all(atOnce()), TestFleet.OPERATOR))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.MIGRATION_DESTRUCTIVE))
                    .hasMessageContaining("drops a table: DROP TABLE counters");
            tenants.forEach(this::assertUntouched);

            Migration ended =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            new MigrationRequest(Set.of(), true, atOnce()),
                                            TestFleet.OPERATOR));
            assertThat(ended.state()).isEqualTo(MigrationState.SUCCEEDED);
        }
    }

    @Test
    void onlyTheTenantsThatWereNamedAreMigrated() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            await(
                    after,
                    after.migrations()
                            .start(
                                    new MigrationRequest(
                                            Set.of(tenants.getFirst()), false, atOnce()),
                                    TestFleet.OPERATOR));

            assertMigratedOnce(tenants.getFirst());
            tenants.subList(1, 6).forEach(this::assertUntouched);
        }
    }

    @Test
    void canariesComeFirstAndTheirFailureSavesTheOthers() {
        before.tenants()
                .update(
                        tenants.get(3),
                        new TenantChange(null, null, new Labels(Map.of("ring", "canary"))),
                        TestFleet.OPERATOR);
        withDesignsOfOneTitle(tenants.get(3));
        try (TestReplica after = TestReplica.withChangelog(fleet, REFUSED)) {
            Migration paused =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            all(
                                                    settings(
                                                            Map.of("ring", "canary"),
                                                            List.of(50, 100),
                                                            0)),
                                            TestFleet.OPERATOR));

            assertThat(paused.state()).isEqualTo(MigrationState.PAUSED);
            assertThat(paused.pausedFor()).isEqualTo("error_budget");
            assertThat(paused.wave()).isEqualTo(1);
            assertThat(paused.targets())
                    .isEqualTo(Map.of(TargetState.FAILED, 1, TargetState.PENDING, 5));
            MigrationTarget failed =
                    after.migrations()
                            .targets(paused.id(), TargetState.FAILED, null, 10)
                            .getFirst();
            assertThat(failed.slug()).isEqualTo("tenant-3");
            assertThat(failed.detail()).contains("Duplicate entry");

            // Mended, it goes on where it stands.
            fleet.executeOnServer("DELETE FROM %s.designs".formatted(database(tenants.get(3))));
            after.migrations().steering().resume(paused.id(), TestFleet.OPERATOR);
            assertThat(await(after, paused).state()).isEqualTo(MigrationState.SUCCEEDED);
        }
    }

    @Test
    void failuresWithinTheBudgetDoNotStopItAndOnlyTheyAreTriedAgain() {
        withDesignsOfOneTitle(tenants.get(2));
        try (TestReplica after = TestReplica.withChangelog(fleet, REFUSED)) {
            Migration ended =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            all(settings(Map.of(), List.of(100), 1)),
                                            TestFleet.OPERATOR));
            assertThat(ended.state()).isEqualTo(MigrationState.INCOMPLETE);
            assertThat(ended.targets())
                    .isEqualTo(Map.of(TargetState.FAILED, 1, TargetState.SUCCEEDED, 5));

            fleet.executeOnServer("DELETE FROM %s.designs".formatted(database(tenants.get(2))));
            after.migrations().steering().retry(ended.id(), TestFleet.OPERATOR);
            Migration again = await(after, ended);

            assertThat(again.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(after.migrations().targets(ended.id(), null, null, 10))
                    .allMatch(target -> target.attempts() == 1);
        }
    }

    @Test
    void aBusyTenantIsTriedAgainLaterAndKeepsNobodyWaiting() throws SQLException {
        TenantId busy = tenants.get(1);
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER);
                Connection tenant = fleet.connectAsAdmin();
                Statement statement = tenant.createStatement()) {
            tenant.setAutoCommit(false);
            statement.execute("SELECT * FROM %s.designs".formatted(database(busy)));

            Migration asked =
                    after.migrations()
                            .start(
                                    all(
                                            new MigrationSettings(
                                                    Map.of(),
                                                    List.of(100),
                                                    2,
                                                    0,
                                                    20,
                                                    1,
                                                    60,
                                                    false)),
                                    TestFleet.OPERATOR);
            after.await(() ->
                    states(after, asked).stream().filter(s -> s.endsWith("succeeded")).count()
                            == 5);
            after.await(() ->
                    after.migrations().targets(asked.id(), TargetState.PENDING, null, 10).stream()
                            .anyMatch(target -> target.code() != null));
            assertThat(find(after, asked).state()).isEqualTo(MigrationState.RUNNING);
            tenant.rollback();

            assertThat(await(after, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
        }
        tenants.forEach(this::assertMigratedOnce);
    }

    @Test
    void aDriftedDatabaseIsReportedAndCountsAsAFailure() {
        fleet.executeOnServer(
                "ALTER TABLE %s.designs ADD KEY by_hand (title)"
                        .formatted(database(tenants.get(4))));
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            Migration ended =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            all(settings(Map.of(), List.of(100), 1)),
                                            TestFleet.OPERATOR));

            assertThat(ended.targets())
                    .isEqualTo(Map.of(TargetState.DRIFTED, 1, TargetState.SUCCEEDED, 5));
            assertThat(
                            after.migrations()
                                    .targets(ended.id(), TargetState.DRIFTED, null, 10)
                                    .getFirst()
                                    .detail())
                    .contains("table designs is another");
            assertUntouched(tenants.get(4));
        }
    }

    @Test
    void aPausedMigrationStandsStillUntilItIsResumedOrCancelled() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            // Journaled by a replica that does not run it: it cannot be faster than the operator.
            Migration asked = after.migrations().start(all(atOnce()), TestFleet.OPERATOR);
            Migration ended = await(after, asked);
            assertConflict(
                    () -> after.migrations().steering().pause(ended.id(), TestFleet.OPERATOR));
            assertConflict(
                    () -> after.migrations().steering().resume(ended.id(), TestFleet.OPERATOR));
            assertConflict(
                    () -> after.migrations().steering().cancel(ended.id(), TestFleet.OPERATOR));
            assertConflict(
                    () -> after.migrations().steering().retry(ended.id(), TestFleet.OPERATOR));
        }
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable wish) {
        assertThatThrownBy(wish)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MIGRATION_STATE_CONFLICT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsPausedBeforeItBeginsTouchesNobody(boolean cancel) {
        AtomicBoolean held = new AtomicBoolean(true);
        try (TestReplica after =
                TestReplica.aroundMigration(
                        fleet,
                        "held",
                        AFTER,
                        kind ->
                                new MigrationKind(
                                        new DecoratedKind<>(
                                                kind.kind(),
                                                step ->
                                                        Mishap.before(
                                                                step,
                                                                _ -> {
                                                                    if (held.get()) {
                                                                        throw new SQLException(
                                                                                "held", "08000");
                                                                    }
                                                                }))))) {
            Migration asked = after.migrations().start(all(atOnce()), TestFleet.OPERATOR);
            Migration stopped =
                    cancel
                            ? after.migrations().steering().cancel(asked.id(), TestFleet.OPERATOR)
                            : after.migrations().steering().pause(asked.id(), TestFleet.OPERATOR);
            held.set(false);
            after.await(() ->
                    fleet.inControlPlane("SELECT id FROM operations WHERE state = 'running'")
                            .isEmpty());
            tenants.forEach(this::assertUntouched);
            assertThat(find(after, asked).targets()).isEqualTo(Map.of(TargetState.PENDING, 6));

            if (cancel) {
                assertConflict(() ->
                        after.migrations().steering().resume(stopped.id(), TestFleet.OPERATOR));
            } else {
                after.migrations().steering().resume(stopped.id(), TestFleet.OPERATOR);
                assertThat(await(after, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
                tenants.forEach(this::assertMigratedOnce);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherReplicaGoesOnWhereOneCrashed(boolean afterTheWork) {
        AtomicBoolean crashed = new AtomicBoolean();
        Mishap<MigrateServer> once =
                _ -> {
                    if (crashed.compareAndSet(false, true)) {
                        throw new Crash();
                    }
                };
        try (TestReplica victim =
                        TestReplica.aroundMigration(
                                fleet,
                                "victim",
                                AFTER,
                                kind ->
                                        new MigrationKind(
                                                new DecoratedKind<>(
                                                        kind.kind(),
                                                        step ->
                                                                afterTheWork
                                                                        ? Mishap.after(step, once)
                                                                        : Mishap.before(
                                                                                step, once))));
                TestReplica survivor = TestReplica.withChangelog(fleet, AFTER)) {
            Migration asked = victim.migrations().start(all(atOnce()), TestFleet.OPERATOR);
            victim.await(crashed::get);
            fleet.clock().advance(LEASE_IS_OVER);

            survivor.await(() ->
                    fleet.inControlPlane("SELECT id FROM operations WHERE state = 'running'")
                            .isEmpty());

            assertThat(find(survivor, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
            tenants.forEach(this::assertMigratedOnce);
        }
    }

    @Test
    void twoMigrationsDoNotMeetOnOneDatabase() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            Migration first = after.migrations().start(all(atOnce()), TestFleet.OPERATOR);
            Migration second = after.migrations().start(all(atOnce()), TestFleet.OPERATOR);

            assertThat(await(after, first).state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(await(after, second).state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(find(after, first).targets().values().stream().mapToInt(i -> i).sum())
                    .isEqualTo(6);
            assertThat(find(after, second).targets()).isEmpty();
            tenants.forEach(this::assertMigratedOnce);
        }
    }

    @Test
    void settingsOutOfTheirRangeAreRefused() {
        for (List<Integer> waves :
                List.of(List.<Integer>of(), List.of(50), List.of(50, 50, 100), List.of(0, 100))) {
            assertThatThrownBy(() -> settings(Map.of(), waves, 0))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.MIGRATION_MALFORMED));
        }
        assertThatThrownBy(
                        () -> new MigrationSettings(Map.of(), List.of(100), 33, 0, 1, 1, 1, false))
                .hasMessageContaining("parallelism");
        assertThatThrownBy(
                        () -> new MigrationSettings(Map.of(), List.of(100), 1, 0, 1, 0, 1, false))
                .hasMessageContaining("lock wait");
    }
}
