package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.tenantry.access.Roles;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestAccounts;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's audit log over the API. */
@ServerTest
class AuditTest {
    private static final String AUDIT = "/api/v1/platform/audit";

    @Inject Fleet fleet;

    private Fleet.Open renamed() {
        Fleet.Open open = fleet.open();
        fleet.asOperator()
                .body(Map.of("name", "Acme Couture"))
                .patch("/api/v1/platform/tenants/" + open.slug())
                .then()
                .statusCode(200);
        return open;
    }

    @Test
    void tellsWhoDidWhatFromWhereBeforeAndAfter() {
        Fleet.Open open = renamed();

        fleet.asOperator()
                .get(AUDIT + "?tenant=" + open.slug())
                .then()
                .statusCode(200)
                .body("items.action", contains("tenant.update", "tenant.create"))
                .body("items[0].before.name", equalTo("Acme Fashion"))
                .body("items[0].after.name", equalTo("Acme Couture"))
                .body("items[0].tenant", equalTo(open.id().value()))
                .body("items[0].address", notNullValue())
                .body("items[1].before", nullValue())
                .body("items[1].after.slug", equalTo(open.slug()));
    }

    @Test
    void aPersonIsFoundByTheirAddress() {
        Fleet.Open open = fleet.shared("audited");
        String token =
                given().contentType("application/json")
                        .body(
                                Map.of(
                                        "email",
                                        TestAccounts.ADMIN_EMAIL,
                                        "password",
                                        TestAccounts.ADMIN_PASSWORD))
                        .post("/api/v1/auth/login")
                        .then()
                        .extract()
                        .path("accessToken");
        Fleet.as(token)
                .body(Map.of("name", "Acme Couture"))
                .patch("/api/v1/platform/tenants/" + open.slug())
                .then()
                .statusCode(200);
        String ours = AUDIT + "?tenant=" + open.id().value();

        fleet.asOperator()
                .get(ours + "&actor=" + TestAccounts.ADMIN_EMAIL)
                .then()
                .body("items.action", contains("tenant.update"));
        fleet.asOperator()
                .get(ours + "&actor=nobody@example.com")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void isFilteredByActionActorAndTime() {
        Fleet.Open open = renamed();
        String ours = AUDIT + "?tenant=" + open.id().value();
        String actor = fleet.asOperator().get(ours).then().extract().path("items[0].actor");
        String at = fleet.asOperator().get(ours).then().extract().path("items[0].at");

        fleet.asOperator()
                .get(ours + "&action=tenant.create")
                .then()
                .body("items.action", contains("tenant.create"));
        fleet.asOperator().get(ours + "&action=tenant").then().body("items", hasSize(2));
        fleet.asOperator().get(ours + "&action=ten").then().body("items", empty());
        fleet.asOperator()
                .get(ours + "&actor=" + actor)
                .then()
                .body("items.actor", everyItem(equalTo(actor)))
                .body("items", hasSize(1));
        fleet.asOperator().get(ours + "&from=" + at).then().body("items", hasSize(1));
        fleet.asOperator()
                .get(ours + "&to=" + at)
                .then()
                .body("items.action", contains("tenant.create"));
    }

    @Test
    void goesOnFromPageToPage() {
        Fleet.Open open = renamed();
        String ours = AUDIT + "?limit=1&tenant=" + open.slug();

        String cursor =
                fleet.asOperator()
                        .get(ours)
                        .then()
                        .body("items.action", contains("tenant.update"))
                        .extract()
                        .path("nextCursor");

        fleet.asOperator()
                .queryParam("cursor", cursor)
                .get(ours)
                .then()
                .body("items.action", contains("tenant.create"))
                .body("nextCursor", nullValue());
    }

    @Test
    void holdsNoSecret() {
        String all = fleet.asOperator().get(AUDIT + "?limit=100").then().extract().asString();

        assertThat(all).doesNotContain("a long enough password").doesNotContain("$argon2");
    }

    @ParameterizedTest
    @CsvSource({
        "?from=yesterday,        400, malformed_request",
        "?to=2026-11-24,         400, malformed_request",
        "?action=DROP%20TABLE,   400, validation_failed",
        "?tenant=no-such-tenant, 404, tenant_not_found"
    })
    void refusesFiltersThatMakeNoSense(String query, int status, String code) {
        fleet.asOperator()
                .urlEncodingEnabled(false)
                .get(AUDIT + query)
                .then()
                .statusCode(status)
                .body("code", containsString(code));
    }

    @Test
    void isOpenToPlatformAdministratorsOnly() {
        given().get(AUDIT).then().statusCode(401).body("code", equalTo("token_missing"));
        for (String role : List.of(Roles.ENTERPRISE_ADMIN, Roles.MEMBER)) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .get(AUDIT)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
    }
}
