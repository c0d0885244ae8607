package io.tenantry.tenants;

import static io.tenantry.tenants.Fleet.newSlug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tenant with a copy of another's database, over the API. */
@ServerTest
class TenantCopyTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";

    @Inject Fleet fleet;

    private ValidatableResponse copy(String original, Map<String, Object> wish) {
        return fleet.asOperator().body(wish).post(TENANTS + original + "/clone").then();
    }

    private static Map<String, Object> wish(String slug) {
        Map<String, Object> wish = new HashMap<>(Fleet.wish(slug));
        wish.remove("name");
        return wish;
    }

    private static void makeDesign(String token, String title) {
        Fleet.as(token)
                .body(Map.of("title", title, "prompt", "as it is"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201);
    }

    @Test
    void membersOfACopySeeWhatWasInTheOriginalAndEachKeepsItsOwnFromThenOn() {
        Fleet.Open original = fleet.open();
        makeDesign(original.token(), "Coat");
        String slug = newSlug();

        ValidatableResponse asked = copy(original.slug(), wish(slug)).statusCode(202);

        String operation = asked.extract().path("operation.id");
        asked.header("Location", endsWith("/operations/" + operation))
                .body("tenant.slug", equalTo(slug))
                .body("operation.kind", equalTo("tenant.clone"));
        fleet.awaitState(operation, "succeeded");
        TenantId id =
                new TenantId(fleet.asOperator().get(TENANTS + slug).then().extract().path("id"));
        String token = fleet.memberToken(id);
        makeDesign(token, "Only in the copy");
        makeDesign(original.token(), "Only in the original");
        Fleet.as(token)
                .get("/api/v1/designs")
                .then()
                .statusCode(200)
                .body("items.title", containsInAnyOrder("Coat", "Only in the copy"));
        Fleet.as(original.token())
                .get("/api/v1/designs")
                .then()
                .body("items.title", containsInAnyOrder("Coat", "Only in the original"));
        fleet.asOperator()
                .get(TENANTS + slug)
                .then()
                .body("name", equalTo("Acme Fashion"))
                .body("state", equalTo("active"));
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameCopy() {
        Fleet.Open original = fleet.shared("copied");
        String operator = fleet.tokenWithoutTenant(Set.of("platform_admin"));
        Map<String, Object> wish = wish(newSlug());
        String key = Ulid.next();

        String first = copyWithKey(operator, original.slug(), key, wish);

        assertThat(copyWithKey(operator, original.slug(), key, wish)).isEqualTo(first);
    }

    private static String copyWithKey(
            String token, String original, String key, Map<String, Object> wish) {
        return Fleet.as(token)
                .header("Idempotency-Key", key)
                .body(wish)
                .post(TENANTS + original + "/clone")
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    @Test
    void refusesWhatCannotBe() {
        Fleet.Open original = fleet.shared("copied");

        copy("nobody-here", wish(newSlug()))
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"));
        copy(original.slug(), wish(original.slug()))
                .statusCode(409)
                .body("code", equalTo("slug_taken"));
        Map<String, Object> misspelt = wish(newSlug());
        misspelt.put("slug", "No Slug");
        copy(original.slug(), misspelt).statusCode(400).body("code", equalTo("slug_malformed"));
        Map<String, Object> elsewhere = wish(newSlug());
        elsewhere.put("server", "nowhere");
        copy(original.slug(), elsewhere).statusCode(404).body("code", equalTo("server_not_found"));
    }

    @Test
    void aDeletedTenantIsNotCopied() {
        Fleet.Open original = fleet.open();
        String operation =
                fleet.asOperator()
                        .delete(TENANTS + original.slug())
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("operation.id");
        fleet.awaitState(operation, "succeeded");

        copy(original.slug(), wish(newSlug()))
                .statusCode(409)
                .body("code", equalTo("tenant_state_conflict"));
    }
}
