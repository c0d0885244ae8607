package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.AFTER;
import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static io.tenantry.provisioning.migration.MigratingFleet.find;
import static io.tenantry.provisioning.migration.MigratingFleet.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fleet comes to a new version, whatever stands in a tenant's way. */
class FleetMigrationsTest {
    private static final String DESTRUCTIVE = "changelog-tests/migration/destructive.yaml";

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
    void everyTenantComesToTheNewVersionAndAllReplicasHearOfIt() {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            Migration asked =
                    after.migrations().start(all(MigrationSettings.DEFAULTS), TestFleet.OPERATOR);

            Migration ended = await(after, asked);

            assertThat(ended.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(ended.targets()).isEqualTo(Map.of(TargetState.SUCCEEDED, 6));
            assertThat(ended.waves()).isEqualTo(3);
            assertThat(after.announced()).containsExactlyInAnyOrderElementsOf(migrating.tenants());
            migrating.tenants().forEach(migrating::assertMigratedOnce);
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
            TenantId newcomer = MigratingFleet.create(after, "newcomer");
            fleet.executeOnServer("DROP TABLE %s.counters".formatted(migrating.database(newcomer)));

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
            migrating.tenants().forEach(migrating::assertUntouched);
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
            migrating.tenants().forEach(migrating::assertUntouched);

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
                                            Set.of(migrating.tenants().getFirst()),
                                            false,
                                            atOnce()),
                                    TestFleet.OPERATOR));

            migrating.assertMigratedOnce(migrating.tenants().getFirst());
            migrating.tenants().subList(1, 6).forEach(migrating::assertUntouched);
        }
    }

    @Test
    void aBusyTenantIsTriedAgainLaterAndKeepsNobodyWaiting() throws SQLException {
        TenantId busy = migrating.tenants().get(1);
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER);
                Connection tenant = fleet.connectAsAdmin();
                Statement statement = tenant.createStatement()) {
            tenant.setAutoCommit(false);
            statement.execute("SELECT * FROM %s.designs".formatted(migrating.database(busy)));

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
        migrating.tenants().forEach(migrating::assertMigratedOnce);
    }

    @Test
    void aDriftedDatabaseIsReportedAndCountsAsAFailure() {
        fleet.executeOnServer(
                "ALTER TABLE %s.designs ADD KEY by_hand (title)"
                        .formatted(migrating.database(migrating.tenants().get(4))));
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
            migrating.assertUntouched(migrating.tenants().get(4));
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
            migrating.tenants().forEach(migrating::assertMigratedOnce);
        }
    }

    private static Set<String> states(TestReplica replica, Migration migration) {
        return replica.migrations().targets(migration.id(), null, null, 100).stream()
                .map(target -> "%s %s".formatted(target.slug(), target.state().code()))
                .collect(Collectors.toSet());
    }
}
