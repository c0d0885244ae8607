package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static io.tenantry.provisioning.migration.MigratingFleet.find;
import static io.tenantry.provisioning.migration.MigratingFleet.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.tenant.TenantChange;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollback has waves, a budget and second attempts as any migration; and passes replicas by. */
class RollbackSteeringTest {
    private static final String BACK = "changelog-tests/migration/back.yaml";
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(16);
    private static final int OFTEN = 5;

    private MigratingFleet migrating;
    private TestFleet fleet;

    @BeforeEach
    void open() {
        migrating = MigratingFleet.open();
        fleet = migrating.fleet();
    }

    @AfterEach
    void close() {
        migrating.close();
    }

    private static TestReplica replica(
            TestFleet fleet, String name, String root, Mishap<MigrateServer> before) {
        return TestReplica.aroundMigration(
                fleet,
                name,
                root,
                kind ->
                        new MigrationKind(
                                new DecoratedKind<>(
                                        kind.kind(), step -> Mishap.before(step, before))));
    }

    private static Migration migrated(TestReplica replica) {
        return await(replica, replica.migrations().start(all(atOnce()), TestFleet.OPERATOR));
    }

    private static Migration ask(TestReplica replica, Migration forth, MigrationSettings settings) {
        return replica.migrations()
                .rollbacks()
                .start(
                        forth.id(),
                        new MigrationRequest(Set.of(), true, settings),
                        TestFleet.OPERATOR);
    }

    private void drift(TenantId tenant, String change) {
        fleet.executeOnServer(
                "ALTER TABLE %s.designs %s".formatted(migrating.database(tenant), change));
    }

    @Test
    void theCanaryGoesBackFirstAndItsFailureSavesTheOthersUntilItIsMended() {
        TenantId canary = migrating.tenants().get(3);
        migrating
                .before()
                .tenants()
                .update(
                        canary,
                        new TenantChange(null, null, new Labels(Map.of("ring", "canary"))),
                        TestFleet.OPERATOR);
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            Migration forth = migrated(after);
            drift(canary, "ADD KEY by_hand (title)");

            Migration paused =
                    await(
                            after,
                            ask(
                                    after,
                                    forth,
                                    settings(Map.of("ring", "canary"), List.of(50, 100), 0)));

            assertThat(paused.state()).isEqualTo(MigrationState.PAUSED);
            assertThat(paused.pausedFor()).isEqualTo("error_budget");
            assertThat(paused.targets())
                    .isEqualTo(Map.of(TargetState.DRIFTED, 1, TargetState.PENDING, 5));
            migrating.tenants().forEach(migrating::assertMigratedOnce);
            // What it has taken is not brought forth before it has ended.
            assertThat(migrated(after).targets()).isEmpty();

            drift(canary, "DROP KEY by_hand");
            after.migrations().steering().resume(paused.id(), TestFleet.OPERATOR);
            assertThat(await(after, paused).state()).isEqualTo(MigrationState.SUCCEEDED);
            migrating.tenants().forEach(migrating::assertUntouched);
        }
    }

    @Test
    void onlyTheFailedAreTriedAgain() {
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            Migration forth = migrated(after);
            drift(migrating.tenants().get(2), "ADD KEY by_hand (title)");
            Migration ended = await(after, ask(after, forth, settings(Map.of(), List.of(100), 1)));
            assertThat(ended.state()).isEqualTo(MigrationState.INCOMPLETE);
            assertThat(ended.targets())
                    .isEqualTo(Map.of(TargetState.DRIFTED, 1, TargetState.SUCCEEDED, 5));

            drift(migrating.tenants().get(2), "DROP KEY by_hand");
            after.migrations().steering().retry(ended.id(), TestFleet.OPERATOR);

            assertThat(await(after, ended).state()).isEqualTo(MigrationState.SUCCEEDED);
            migrating.tenants().forEach(migrating::assertUntouched);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplicaOfAnotherReleaseLeavesItToThoseThatCarryTheVersion(boolean back) {
        AtomicInteger looked = new AtomicInteger();
        try (TestReplica asker = TestReplica.withChangelog(fleet, BACK);
                TestReplica after = TestReplica.withChangelog(fleet, BACK);
                TestReplica other =
                        replica(
                                fleet,
                                "other",
                                MigratingFleet.AFTER,
                                _ -> looked.incrementAndGet())) {
            Migration forth = back ? migrated(asker) : null;
            asker.runner().close();
            Migration asked =
                    forth == null
                            ? asker.migrations().start(all(atOnce()), TestFleet.OPERATOR)
                            : ask(asker, forth, atOnce());

            other.await(() -> looked.get() >= OFTEN);

            assertThat(find(other, asked).targets()).isEqualTo(Map.of(TargetState.PENDING, 6));
            assertThat(await(after, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
            migrating
                    .tenants()
                    .forEach(back ? migrating::assertUntouched : migrating::assertMigratedOnce);
        }
    }

    @Test
    void whatLeftTheVersionMeanwhileIsSkipped() {
        AtomicBoolean held = new AtomicBoolean();
        TenantId gone = migrating.tenants().get(1);
        try (TestReplica after =
                replica(
                        fleet,
                        "held",
                        BACK,
                        _ -> {
                            if (held.get()) {
                                throw new SQLException("held", "08000");
                            }
                        })) {
            Migration forth = migrated(after);
            held.set(true);
            Migration asked = ask(after, forth, atOnce());
            fleet.controlPlane()
                    .useTransaction(handle ->
                            handle.execute(
                                    "UPDATE tenant_databases SET changelog_version = ? WHERE tenant_id = ?",
                                    "0".repeat(64),
                                    gone.value()));
            held.set(false);

            Migration ended = await(after, asked);

            assertThat(ended.targets())
                    .isEqualTo(Map.of(TargetState.SKIPPED, 1, TargetState.SUCCEEDED, 5));
            migrating.assertMigratedOnce(gone);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherReplicaGoesOnWhereOneCrashed(boolean afterTheWork) {
        AtomicBoolean armed = new AtomicBoolean();
        AtomicBoolean crashed = new AtomicBoolean();
        Mishap<MigrateServer> once =
                _ -> {
                    if (armed.get() && crashed.compareAndSet(false, true)) {
                        throw new Crash();
                    }
                };
        try (TestReplica victim =
                        TestReplica.aroundMigration(
                                fleet,
                                "victim",
                                BACK,
                                kind ->
                                        new MigrationKind(
                                                new DecoratedKind<>(
                                                        kind.kind(),
                                                        step ->
                                                                afterTheWork
                                                                        ? Mishap.after(step, once)
                                                                        : Mishap.before(
                                                                                step, once))));
                TestReplica survivor = TestReplica.withChangelog(fleet, BACK)) {
            Migration forth = migrated(victim);
            armed.set(true);
            Migration asked = ask(victim, forth, atOnce());
            victim.await(crashed::get);
            fleet.clock().advance(LEASE_IS_OVER);

            survivor.await(() ->
                    fleet.inControlPlane("SELECT id FROM operations WHERE state = 'running'")
                            .isEmpty());

            assertThat(find(survivor, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
            migrating.tenants().forEach(migrating::assertUntouched);
        }
    }
}
