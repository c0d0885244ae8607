package io.tenantry.backups;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** To which times a tenant can be brought back, over the API. */
@ServerTest
class RecoveryTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";

    @Inject Fleet fleet;

    @Test
    void aTenantCanBeBroughtBackToAnyTimeFromItsFirstBackupOn() {
        String tenant = fleet.open().slug();
        fleet.asOperator()
                .get(TENANTS + tenant + "/recovery")
                .then()
                .statusCode(200)
                .body("windows", hasSize(0));
        String operation =
                fleet.asOperator()
                        .post(TENANTS + tenant + "/backups")
                        .then()
                        .extract()
                        .path("operation.id");
        fleet.awaitState(operation, "succeeded");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        fleet.asOperator()
                                .get(TENANTS + tenant + "/recovery")
                                .then()
                                .body("windows", hasSize(1))
                                .body("windows[0].end", nullValue())
                                .body("gaps", hasSize(0)));
        fleet.asOperator()
                .get("/api/v1/platform/recovery")
                .then()
                .statusCode(200)
                .body("on", equalTo(true))
                .body("servers.size()", greaterThan(0))
                .body("servers[0].replica", notNullValue());
    }

    @Test
    void onlyThePlatformsAdministratorsSeeIt() {
        Fleet.Open tenant = fleet.shared("recovered");
        Fleet.as(tenant.token()).get(TENANTS + tenant.slug() + "/recovery").then().statusCode(403);
        Fleet.as(tenant.token()).get("/api/v1/platform/recovery").then().statusCode(403);
    }
}
