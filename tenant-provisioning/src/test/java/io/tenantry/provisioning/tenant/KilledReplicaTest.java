package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Promise 5: {@code kill -9} anywhere leaves nothing half-made, and no orphan. */
class KilledReplicaTest {
    private static final int CREATIONS = 50;
    private static final int KILLS = 6;

    @Test
    void fiftyCreationsSurviveReplicasThatAreKilledAtRandomMoments() throws Exception {
        try (TestFleet fleet = TestFleet.create();
                TestReplica client = TestReplica.on(fleet)) {
            // The victims have clocks of their own.
            fleet.clock().advance(Duration.between(fleet.clock().instant(), Instant.now()));
            Set<String> before = fleet.madeOnServer();
            for (int i = 0; i < CREATIONS; i++) {
                String slug = "killed-" + i;
                client.tenants()
                        .create(new CreateTenant(slug, slug, null, null, null), TestFleet.OPERATOR);
            }

            killAtRandomMoments(fleet);
            Process survivor = ReplicaProcess.start(fleet, "survivor");
            try {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> states(fleet, "running").isEmpty());
            } finally {
                survivor.destroyForcibly().waitFor();
            }

            assertThat(states(fleet, "failed")).isEmpty();
            assertThat(states(fleet, "succeeded")).hasSize(CREATIONS);
            assertThat(fleet.inControlPlane("SELECT DISTINCT state FROM tenants"))
                    .containsExactly("active");
            Set<String> made = new TreeSet<>(fleet.madeOnServer());
            made.removeAll(before);
            assertThat(made).isEqualTo(promised(fleet));
        }
    }

    /** The moment is the progress that the journal shows, drawn at random; no clock is involved. */
    private static void killAtRandomMoments(TestFleet fleet)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(20261124);
        for (int kill = 0; kill < KILLS; kill++) {
            int events = events(fleet) + random.nextInt(5, 90);
            Process replica = ReplicaProcess.start(fleet, "victim-" + kill);
            try {
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> events(fleet) >= events || states(fleet, "running").isEmpty());
            } finally {
                replica.destroyForcibly().waitFor();
            }
        }
    }

    private static int events(TestFleet fleet) {
        return Integer.parseInt(
                fleet.inControlPlane("SELECT COUNT(*) FROM operation_events").getFirst());
    }

    private static List<String> states(TestFleet fleet, String state) {
        return fleet.inControlPlane(
                "SELECT id FROM operations WHERE state = '%s'"
                        .formatted(state.toLowerCase(Locale.ROOT)));
    }

    /** What the books say is on the server: a database, an account and a grant a placement. */
    private static Set<String> promised(TestFleet fleet) {
        List<String> promised = new ArrayList<>();
        for (String placement :
                fleet.inControlPlane(
                        "SELECT CONCAT(database_name, ' ', account) FROM tenant_databases")) {
            String[] parts = placement.split(" ", -1);
            promised.add(parts[0]);
            promised.add(parts[1] + "@");
            promised.add(parts[0].replace("_", "\\_") + " to " + parts[1]);
        }
        return new TreeSet<>(promised);
    }
}
