package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.assertConflict;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fleet that was migrated is taken back: whose databases, how far, and when that is refused. */
class FleetRollbacksTest {
    private static final String BACK = "changelog-tests/migration/back.yaml";
    private static final String TWO = "changelog-tests/migration/back-two.yaml";

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

    private static MigrationRequest destructive(Set<TenantId> tenants) {
        return new MigrationRequest(tenants, true, atOnce());
    }

    private static Migration migrate(TestReplica replica) {
        Migration ended =
                await(replica, replica.migrations().start(all(atOnce()), TestFleet.OPERATOR));
        assertThat(ended.state()).isEqualTo(MigrationState.SUCCEEDED);
        return ended;
    }

    private static Migration takeBack(
            TestReplica replica, Migration migration, MigrationRequest request) {
        return await(
                replica,
                replica.migrations()
                        .rollbacks()
                        .start(migration.id(), request, TestFleet.OPERATOR));
    }

    private String version(TenantId tenant) {
        return fleet.inControlPlane(
                        "SELECT changelog_version FROM tenant_databases WHERE tenant_id = '%s'"
                                .formatted(tenant.value()))
                .getFirst();
    }

    private static void assertRefused(ThrowingCallable wish, Reason reason) {
        assertThatThrownBy(wish)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void everyTenantGoesBackWithItsRowsAndAllReplicasHearOfIt() {
        String older = version(migrating.tenants().getFirst());
        migrating.withDesignsOfOneTitle(migrating.tenants().getFirst());
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            Migration forth = migrate(after);
            int announced = after.announced().size();

            Migration back =
                    takeBack(
                            after,
                            forth,
                            new MigrationRequest(Set.of(), true, MigrationSettings.DEFAULTS));

            assertThat(back.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(back.from()).isEqualTo(forth.to());
            assertThat(back.to()).isNull();
            assertThat(back.rollbackOf()).isEqualTo(forth.id());
            assertThat(back.waves()).isEqualTo(3);
            assertThat(back.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 6));
            assertThat(after.migrations().targets(back.id(), null, null, 10))
                    .allMatch(target -> target.from().equals(forth.to()))
                    .allMatch(target -> target.to().equals(older));
            assertThat(after.announced().subList(announced, after.announced().size()))
                    .containsExactlyInAnyOrderElementsOf(migrating.tenants());
            for (TenantId tenant : migrating.tenants()) {
                migrating.assertUntouched(tenant);
                assertThat(version(tenant)).isEqualTo(older);
            }
            assertThat(
                            fleet.onServer(
                                    "SELECT title FROM %s.designs"
                                            .formatted(
                                                    migrating.database(
                                                            migrating.tenants().getFirst()))))
                    .containsExactly("same", "same");
        }
        // For the older release they are as its own.
        MigrationPlan plan = migrating.before().migrations().plan(Set.of());
        assertThat(plan.upToDate()).isEqualTo(6);
        assertThat(plan.ways()).isEmpty();
    }

    @Test
    void aPlanShowsTheStatementsAndTouchesNobodyAndWhatDestroysDataIsRefusedUnlessItIsAllowed() {
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            Migration forth = migrate(after);
            MigrationRollbacks rollbacks = after.migrations().rollbacks();

            MigrationPlan plan = rollbacks.plan(forth.id(), Set.of());

            assertThat(plan.from()).isEqualTo(forth.to());
            assertThat(plan.to()).isNull();
            assertThat(plan.upToDate()).isZero();
            assertThat(plan.ways()).hasSize(1);
            MigrationPlan.Way way = plan.ways().getFirst();
            assertThat(way.databases()).isEqualTo(6);
            assertThat(way.replayable()).isTrue();
            assertThat(way.statements())
                    .contains(
                            new MigrationPlan.Planned(
                                    "ALTER TABLE designs DROP COLUMN colour", "drops a column"));
            assertRefused(
                    () -> rollbacks.start(forth.id(), all(atOnce()), TestFleet.OPERATOR),
                    Reason.MIGRATION_DESTRUCTIVE);
            migrating.tenants().forEach(migrating::assertMigratedOnce);
        }
    }

    @Test
    void onlyWhatTheMigrationBroughtAndIsStillThereGoesBack() {
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            Migration forth = migrate(after);
            TenantId newcomer = MigratingFleet.create(after, "newcomer");
            TenantId alone = migrating.tenants().getFirst();

            Migration one = takeBack(after, forth, destructive(Set.of(alone)));
            Migration rest = takeBack(after, forth, destructive(Set.of()));

            assertThat(one.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 1));
            assertThat(rest.upToDate()).isEqualTo(1);
            assertThat(rest.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 5));
            migrating.tenants().forEach(migrating::assertUntouched);
            assertThat(version(newcomer)).isEqualTo(forth.to());
            assertThat(takeBack(after, forth, destructive(Set.of())).targets()).isEmpty();
            // Each release goes on to make tenants of its own version.
            assertThat(version(MigratingFleet.create(after, "newer"))).isEqualTo(forth.to());
            assertThat(version(MigratingFleet.create(migrating.before(), "older")))
                    .isEqualTo(version(alone));
        }
    }

    @Test
    void eachGoesBackToTheVersionThatItCameFrom() {
        String oldest = version(migrating.tenants().getFirst());
        TenantId newer;
        String between;
        try (TestReplica middle = TestReplica.withChangelog(fleet, BACK)) {
            newer = MigratingFleet.create(middle, "newer");
            between = version(newer);
        }
        try (TestReplica after = TestReplica.withChangelog(fleet, TWO)) {
            Migration forth = migrate(after);
            assertThat(after.migrations().rollbacks().plan(forth.id(), Set.of()).ways())
                    .extracting(MigrationPlan.Way::to)
                    .containsExactlyInAnyOrder(oldest, between);

            Migration back = takeBack(after, forth, destructive(Set.of()));

            assertThat(back.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 7));
            assertThat(version(newer)).isEqualTo(between);
            migrating.assertMigratedOnce(newer);
            for (TenantId tenant : migrating.tenants()) {
                assertThat(version(tenant)).isEqualTo(oldest);
                migrating.assertUntouched(tenant);
            }
        }
    }

    @Test
    void aWayBackThatIsNotThereIsRefused() {
        try (TestReplica after = TestReplica.withChangelog(fleet, MigratingFleet.AFTER)) {
            Migration forth = migrate(after);

            assertRefused(
                    () ->
                            after.migrations()
                                    .rollbacks()
                                    .start(forth.id(), destructive(Set.of()), TestFleet.OPERATOR),
                    Reason.ROLLBACK_IMPOSSIBLE);

            assertThat(fleet.inControlPlane("SELECT COUNT(*) FROM migrations"))
                    .containsExactly("1");
            migrating.tenants().forEach(migrating::assertMigratedOnce);
        }
    }

    @Test
    void aRollbackThatIsNotToBeMadeHereOrNowIsRefused() {
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            MigrationRollbacks rollbacks = after.migrations().rollbacks();
            assertRefused(() -> rollbacks.plan(Ulid.next(), Set.of()), Reason.MIGRATION_UNKNOWN);
            Migration running = after.migrations().start(all(atOnce()), TestFleet.OPERATOR);
            assertConflict(() -> rollbacks.plan(running.id(), Set.of()));
            Migration forth = await(after, running);
            assertRefused(
                    () -> migrating.before().migrations().rollbacks().plan(forth.id(), Set.of()),
                    Reason.ROLLBACK_OF_ANOTHER_RELEASE);

            Migration back = takeBack(after, forth, destructive(Set.of()));

            assertRefused(() -> rollbacks.plan(back.id(), Set.of()), Reason.ROLLBACK_IMPOSSIBLE);
        }
    }

    @Test
    void whatACancelledMigrationBroughtGoesBackToo() {
        try (TestReplica after = TestReplica.withChangelog(fleet, BACK)) {
            Migration half =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            new MigrationRequest(
                                                    Set.copyOf(migrating.tenants().subList(0, 3)),
                                                    false,
                                                    atOnce()),
                                            TestFleet.OPERATOR));
            fleet.executeOnServer(
                    "DROP TABLE %s.counters"
                            .formatted(migrating.database(migrating.tenants().get(5))));
            Migration stuck =
                    await(after, after.migrations().start(all(atOnce()), TestFleet.OPERATOR));
            assertThat(stuck.state()).isEqualTo(MigrationState.PAUSED);
            after.migrations().steering().cancel(stuck.id(), TestFleet.OPERATOR);
            List<MigrationTarget> brought =
                    after.migrations().targets(stuck.id(), TargetState.SUCCEEDED, null, 10);

            Migration back = takeBack(after, stuck, destructive(Set.of()));

            assertThat(back.targets().getOrDefault(TargetState.SUCCEEDED, 0))
                    .isEqualTo(brought.size());
            migrating.assertUntouched(migrating.tenants().get(3));
            migrating.assertUntouched(migrating.tenants().get(4));
            migrating.tenants().subList(0, 3).forEach(migrating::assertMigratedOnce);
            assertThat(takeBack(after, half, destructive(Set.of())).targets())
                    .isEqualTo(Map.of(TargetState.SUCCEEDED, 3));
        }
    }
}
