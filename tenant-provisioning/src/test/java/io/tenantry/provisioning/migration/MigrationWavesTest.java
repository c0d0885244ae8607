package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.all;
import static io.tenantry.provisioning.migration.MigratingFleet.atOnce;
import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static io.tenantry.provisioning.migration.MigratingFleet.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.tenant.TenantChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes first, and how many may fail. */
class MigrationWavesTest {
    private static final String REFUSED = "changelog-tests/migration/refused.yaml";

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
    void canariesComeFirstAndTheirFailureSavesTheOthers() {
        migrating
                .before()
                .tenants()
                .update(
                        migrating.tenants().get(3),
                        new TenantChange(null, null, new Labels(Map.of("ring", "canary"))),
                        TestFleet.OPERATOR);
        migrating.withDesignsOfOneTitle(migrating.tenants().get(3));
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
            fleet.executeOnServer(
                    "DELETE FROM %s.designs"
                            .formatted(migrating.database(migrating.tenants().get(3))));
            after.migrations().steering().resume(paused.id(), TestFleet.OPERATOR);
            assertThat(await(after, paused).state()).isEqualTo(MigrationState.SUCCEEDED);
        }
    }

    @Test
    void failuresWithinTheBudgetDoNotStopItAndOnlyTheyAreTriedAgain() {
        migrating.withDesignsOfOneTitle(migrating.tenants().get(2));
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

            fleet.executeOnServer(
                    "DELETE FROM %s.designs"
                            .formatted(migrating.database(migrating.tenants().get(2))));
            after.migrations().steering().retry(ended.id(), TestFleet.OPERATOR);
            Migration again = await(after, ended);

            assertThat(again.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(after.migrations().targets(ended.id(), null, null, 10))
                    .allMatch(target -> target.attempts() == 1);
        }
    }

    @Test
    void theTargetsOfAServerThatStaysAwayFailAndPauseTheMigration() {
        try (TestReplica after = TestReplica.withChangelog(fleet, REFUSED)) {
            // The plan needs the server, so it was there then.
            after.migrations().plan(Set.of());
            fleet.connections().close();
            String port = fleet.inControlPlane("SELECT port FROM database_servers").getFirst();
            point(1);

            Migration asked =
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    after.migrations()
                                            .start(handle, all(atOnce()), TestFleet.OPERATOR));
            Migration paused = await(after, asked);

            assertThat(paused.state()).isEqualTo(MigrationState.PAUSED);
            assertThat(paused.pausedFor()).isEqualTo("error_budget");
            assertThat(after.migrations().targets(asked.id(), TargetState.FAILED, null, 10))
                    .isNotEmpty()
                    .allMatch(target -> "server_unreachable".equals(target.code()));

            point(Integer.parseInt(port));
            after.migrations().steering().resume(asked.id(), TestFleet.OPERATOR);
            assertThat(await(after, asked).state()).isEqualTo(MigrationState.SUCCEEDED);
        }
    }

    private void point(int port) {
        fleet.controlPlane()
                .useTransaction(
                        handle -> handle.execute("UPDATE database_servers SET port = ?", port));
    }
}
