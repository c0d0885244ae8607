package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.ReplicaProcess;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Promise 5 for restores: {@code kill -9} in the middle of one is made good by whoever is left. */
class KilledRestoreTest {
    private static final int TENANTS = 4;
    private static final int KILLS = 3;

    @Test
    void restoresSurviveReplicasThatAreKilledAtRandomMoments() throws Exception {
        try (RestoredTenants tenants = RestoredTenants.open()) {
            TestFleet fleet = tenants.fleet();
            Set<String> before = fleet.madeOnServer();
            Map<TenantId, String> backups = new LinkedHashMap<>();
            for (int i = 0; i < TENANTS; i++) {
                TenantId tenant = tenants.tenant();
                backups.put(tenant, tenants.backup(tenant));
                tenants.write(tenant, "Later");
            }
            // The victims have clocks of their own, and whoever asks leaves the work to them.
            fleet.clock().advance(Duration.between(fleet.clock().instant(), Instant.now()));
            tenants.replica().close();
            List<OperationId> asked = new ArrayList<>();
            backups.forEach((tenant, backup) -> {
                RestoreMode mode =
                        asked.size() % 2 == 0 ? RestoreMode.SIDE_BY_SIDE : RestoreMode.IN_PLACE;
                asked.add(
                        tenants.ask(tenants.replica(), tenant, RestoreWish.of(backup, mode))
                                .operation());
            });

            killAtRandomMoments(fleet);
            Process survivor =
                    ReplicaProcess.start(fleet, "survivor", TenantChangelog.DEFAULT_ROOT);
            try {
                await().atMost(Duration.ofMinutes(2)).until(() -> running(fleet) == 0);
            } finally {
                survivor.destroyForcibly().waitFor();
            }

            assertThat(asked)
                    .allMatch(id ->
                            tenants.replica().operation(id).state() == OperationState.SUCCEEDED);
            for (TenantId tenant : backups.keySet()) {
                assertThat(tenants.designs(tenant)).containsExactly("Coat");
                assertThat(tenants.replica().tenants().find(tenant).orElseThrow().state())
                        .isEqualTo(TenantState.ACTIVE);
                // The one that serves and the one that is kept, and nothing that was left
                // half-made.
                assertThat(tenants.databases(tenant)).hasSize(2);
            }
            assertThat(fleet.madeOnServer()).hasSize(before.size() + TENANTS * 2 * 3);
        }
    }

    /** The moment is the progress that the journal shows, drawn at random; no clock is involved. */
    private static void killAtRandomMoments(TestFleet fleet)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(20261126);
        for (int kill = 0; kill < KILLS; kill++) {
            int events = events(fleet) + random.nextInt(4, 30);
            Process replica =
                    ReplicaProcess.start(fleet, "victim-" + kill, TenantChangelog.DEFAULT_ROOT);
            try {
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> events(fleet) >= events || running(fleet) == 0);
            } finally {
                replica.destroyForcibly().waitFor();
            }
        }
    }

    private static int events(TestFleet fleet) {
        return Integer.parseInt(
                fleet.inControlPlane("SELECT COUNT(*) FROM operation_events").getFirst());
    }

    private static int running(TestFleet fleet) {
        return fleet.inControlPlane("SELECT id FROM operations WHERE state = 'running'").size();
    }
}
