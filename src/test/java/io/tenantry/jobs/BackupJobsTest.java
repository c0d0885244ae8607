package io.tenantry.jobs;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

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

    /** However it ends: it may be about a tenant that another test has taken the database from. */
    private void awaitEnd(String operation) {
        await().until(
                        () ->
                                fleet.asOperator()
                                        .get("/api/v1/platform/operations/" + operation)
                                        .then()
                                        .statusCode(200)
                                        .extract()
                                        .<String>path("state"),
                        not("running"));
    }

    @Test
    void whatIsDueIsAskedFor() {
        Fleet.Open tenant = fleet.open();

        backUp.reconcile();

        awaitEnd(newest("backup.create"));
        fleet.awaitState(
                fleet.asOperator()
                        .post("/api/v1/platform/tenants/" + tenant.slug() + "/backups")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("operation.id"),
                "succeeded");
        prune.reconcile();
        drill.reconcile();
        awaitEnd(newest("backup.drill"));
    }
}
