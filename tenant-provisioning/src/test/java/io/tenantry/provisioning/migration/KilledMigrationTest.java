package io.tenantry.provisioning.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.ReplicaProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Promise 5 for migrations: {@code kill -9} in the middle, and each tenant is migrated once; and
 * taken back once.
 */
class KilledMigrationTest {
    private static final String BEFORE = "changelog-tests/migration/before.yaml";
    // A database looks the same twice on the way, and on the way back: the hardest to take up.
    private static final String AFTER = "changelog-tests/migration/same.yaml";
    private static final int TENANTS = 30;
    private static final List<Integer> KILLED_AFTER = List.of(3, 11, 19);

    @Test
    void replicasThatAreKilledInTheMiddleMigrateEachTenantOnceAndTakeEachBackOnce()
            throws Exception {
        try (TestFleet fleet = TestFleet.create();
                TestReplica before = TestReplica.withChangelog(fleet, BEFORE)) {
            // The victims have clocks of their own.
            fleet.clock().advance(Duration.between(fleet.clock().instant(), Instant.now()));
            for (int i = 0; i < TENANTS; i++) {
                String slug = "killed-" + i;
                before.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
            }
            before.await(() ->
                    fleet.inControlPlane("SELECT id FROM operations WHERE state = 'running'")
                            .isEmpty());
            Migration forth = ask(fleet, FleetMigrations::start);
            killAndFinish(fleet, forth);
            assertAllOnce(fleet, "again=1", "styled=1");

            Migration back =
                    ask(
                            fleet,
                            (migrations, request, actor) ->
                                    migrations.rollbacks().start(forth.id(), request, actor));
            killAndFinish(fleet, back);
            assertAllOnce(fleet, "again=0", "styled=0");
        }
    }

    private static void killAndFinish(TestFleet fleet, Migration asked) throws Exception {
        for (int succeeded : KILLED_AFTER) {
            killWhen(fleet, asked, succeeded);
        }
        Process survivor = ReplicaProcess.start(fleet, "survivor", AFTER);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> !state(fleet, asked).equals("running"));
        } finally {
            survivor.destroyForcibly().waitFor();
        }
        assertThat(state(fleet, asked)).isEqualTo("succeeded");
        assertThat(done(fleet, asked)).isEqualTo(TENANTS);
    }

    private static void assertAllOnce(TestFleet fleet, String... counters) {
        for (String database : fleet.inControlPlane("SELECT database_name FROM tenant_databases")) {
            assertThat(
                            fleet.onServer(
                                    "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                                            .formatted(database)))
                    .containsExactly(counters);
            assertThat(
                            fleet.onServer(
                                    "SELECT COUNT(*) FROM %s.DATABASECHANGELOG GROUP BY ID, FILENAME"
                                            .formatted(database)))
                    .containsOnly("1");
        }
    }

    private interface Wish {
        Migration start(FleetMigrations migrations, MigrationRequest request, Actor actor);
    }

    /** By a replica that is gone before it has begun. */
    private static Migration ask(TestFleet fleet, Wish wish) {
        try (TestReplica after = TestReplica.withChangelog(fleet, AFTER)) {
            after.runner().close();
            return wish.start(
                    after.migrations(),
                    new MigrationRequest(
                            Set.of(),
                            true,
                            new MigrationSettings(
                                    Map.of(), List.of(50, 100), 3, 0, 20, 5, 60, false)),
                    TestFleet.OPERATOR);
        }
    }

    private static void killWhen(TestFleet fleet, Migration asked, int succeeded)
            throws IOException, InterruptedException {
        Process victim = ReplicaProcess.start(fleet, "victim-" + succeeded, AFTER);
        try {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> done(fleet, asked) >= succeeded);
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    private static int done(TestFleet fleet, Migration asked) {
        return Integer.parseInt(
                fleet.inControlPlane(
                                "SELECT COUNT(*) FROM migration_targets WHERE state = 'succeeded' AND migration_id = '%s'"
                                        .formatted(asked.id()))
                        .getFirst());
    }

    private static String state(TestFleet fleet, Migration migration) {
        return fleet.inControlPlane(
                        "SELECT state FROM migrations WHERE id = '%s'".formatted(migration.id()))
                .getFirst();
    }
}
