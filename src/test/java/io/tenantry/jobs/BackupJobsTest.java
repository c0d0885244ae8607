package io.tenantry.jobs;

import static org.hamcrest.Matchers.equalTo;

import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What Quartz calls; the schedules themselves are provisioning's. */
@ServerTest
class BackupJobsTest {
    @Inject Fleet fleet;
    @Inject BackUpTenants backUp;
    @Inject PruneBackups prune;
    @Inject DrillRestores drill;

    private String newest(String kind) {
        return fleet.asOperator()
                .queryParam("kind", kind)
                .queryParam("limit", 1)
                .get("/api/v1/platform/operations")
                .then()
                .statusCode(200)
                .body("items[0].kind", equalTo(kind))
                .extract()
                .path("items[0].id");
    }

    @Test
    void aTenantWithoutABackupGetsOneAndItIsTried() {
        fleet.open();

        backUp.reconcile();

        fleet.awaitState(newest("backup.create"), "succeeded");
        prune.reconcile();
        drill.reconcile();
        fleet.awaitState(newest("backup.drill"), "succeeded");
    }
}
