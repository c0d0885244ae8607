package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.AFTER;
import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.assertConflict;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static io.tenantry.provisioning.migration.MigratingFleet.find;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration is paused, resumed and ended; and goes on when a replica crashed. */
class MigrationSteeringTest {
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(16);

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

    @Test
    void whatHasEndedStandsAsItIs() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
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
            migrating.tenants().forEach(migrating::assertUntouched);
            assertThat(find(after, asked).targets()).isEqualTo(Map.of(TargetState.PENDING, 6));

            if (cancel) {
                assertConflict(() ->
                        after.migrations().steering().resume(stopped.id(), TestFleet.OPERATOR));
            } else {
                after.migrations().steering().resume(stopped.id(), TestFleet.OPERATOR);
                assertThat(await(after, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
                migrating.tenants().forEach(migrating::assertMigratedOnce);
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
            migrating.tenants().forEach(migrating::assertMigratedOnce);
        }
    }
}
