package io.tenantry.tenants;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of operations over the API. */
@ServerTest
class OperationsTest {
    private static final String OPERATIONS = "/api/v1/platform/operations";

    @Inject Fleet fleet;

    /** A tenant with two operations of its own, both of which have succeeded. */
    private Fleet.Open suspended() {
        Fleet.Open open = fleet.open();
        fleet.awaitState(
                fleet.asOperator()
                        .body("{}")
                        .post("/api/v1/platform/tenants/%s/suspend".formatted(open.slug()))
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("operation.id"),
                "succeeded");
        return open;
    }

    @Test
    void areFilteredByTenantKindAndState() {
        Fleet.Open open = suspended();
        String ours = OPERATIONS + "?tenant=" + open.slug();

        fleet.asOperator()
                .get(ours)
                .then()
                .statusCode(200)
                .body("items.kind", contains("tenant.suspend", "tenant.create"))
                .body("items.tenant", everyItem(equalTo(open.id().value())));
        fleet.asOperator()
                .get(OPERATIONS + "?kind=tenant.create&tenant=" + open.id().value())
                .then()
                .body("items.kind", contains("tenant.create"));
        fleet.asOperator().get(ours + "&state=succeeded").then().body("items", hasSize(2));
        fleet.asOperator().get(ours + "&state=failed").then().body("items", empty());
        fleet.asOperator().get(ours + "&kind=tenant").then().body("items", empty());
        fleet.asOperator()
                .get(OPERATIONS + "?kind=tenant.suspend&state=succeeded")
                .then()
                .body("items.kind", everyItem(equalTo("tenant.suspend")))
                .body("items.state", everyItem(equalTo("succeeded")))
                .body("items.tenant", hasItem(open.id().value()));
    }

    @Test
    void goOnFromPageToPageWithTheSameFilter() {
        Fleet.Open open = suspended();
        String ours = OPERATIONS + "?limit=1&state=succeeded&tenant=" + open.slug();

        String cursor =
                fleet.asOperator()
                        .get(ours)
                        .then()
                        .body("items.kind", contains("tenant.suspend"))
                        .extract()
                        .path("nextCursor");

        fleet.asOperator()
                .queryParam("cursor", cursor)
                .get(ours)
                .then()
                .body("items.kind", contains("tenant.create"))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "?state=done,            400, validation_failed",
        "?state=RUNNING,         400, validation_failed",
        "?kind=DROP%20TABLE,     400, validation_failed",
        "?cursor=yesterday,      400, malformed_request",
        "?tenant=no-such-tenant, 404, tenant_not_found"
    })
    void refuseFiltersThatMakeNoSense(String query, int status, String code) {
        fleet.asOperator()
                .urlEncodingEnabled(false)
                .get(OPERATIONS + query)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }
}
