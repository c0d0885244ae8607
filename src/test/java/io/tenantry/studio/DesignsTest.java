package io.tenantry.studio;

import static io.restassured.RestAssured.given;
import static io.tenantry.tenants.Fleet.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample workload, in the database of the token's tenant and in no other. */
@ServerTest
class DesignsTest {
    private static final String DESIGNS = "/api/v1/designs";
    private static final Map<String, String> DRESS =
            Map.of("title", "夏日连衣裙 \uD83D\uDC57", "prompt", "linen, wide sleeves");
    @Inject Fleet fleet;

    private Fleet.Open acme() {
        return fleet.shared("acme");
    }

    private Fleet.Open umbrella() {
        return fleet.shared("umbrella");
    }

    @Test
    void aDesignIsMadeReadChangedAndDeleted() {
        ValidatableResponse made = create(acme(), DRESS).statusCode(201);
        String id = made.extract().path("id");
        made.header("Location", endsWith(DESIGNS + "/" + id))
                .body("title", equalTo(DRESS.get("title")));

        read(acme(), id).statusCode(200).body("prompt", equalTo("linen, wide sleeves"));
        as(acme().token())
                .body(Map.of("title", "Winter coat"))
                .patch(DESIGNS + "/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Winter coat"))
                .body("prompt", equalTo("linen, wide sleeves"));
        as(acme().token()).delete(DESIGNS + "/" + id).then().statusCode(204);
        read(acme(), id).statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void anotherTenantsDesignIsNotFoundWhateverIsTried() {
        String id = create(acme(), DRESS).statusCode(201).extract().path("id");

        read(umbrella(), id).statusCode(404);
        as(umbrella().token())
                .body(Map.of("title", "mine now"))
                .patch(DESIGNS + "/" + id)
                .then()
                .statusCode(404);
        as(umbrella().token()).delete(DESIGNS + "/" + id).then().statusCode(404);

        read(acme(), id).statusCode(200).body("title", equalTo(DRESS.get("title")));
    }

    @Test
    void designsAreListedNewestFirstInPages() {
        Fleet.Open fresh = fleet.open();
        String first = create(fresh, DRESS).extract().path("id");
        String second = create(fresh, DRESS).extract().path("id");

        String cursor =
                as(fresh.token())
                        .get(DESIGNS + "?limit=1")
                        .then()
                        .body("items.id", contains(second))
                        .extract()
                        .path("nextCursor");
        as(fresh.token())
                .get(DESIGNS + "?limit=1&cursor=" + cursor)
                .then()
                .body("items.id", contains(first))
                .body("nextCursor", nullValue());
    }

    @Test
    void theSameIdempotencyKeyMakesOneDesignAlsoWhenSentAtOnce() throws Exception {
        Fleet.Open fresh = fleet.open();
        String token = fresh.token();
        String key = Ulid.next();
        List<String> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(
                        callers.submit(() ->
                                as(token)
                                        .header("Idempotency-Key", key)
                                        .body(DRESS)
                                        .post(DESIGNS)
                                        .then()
                                        .statusCode(201)
                                        .extract()
                                        .asString()));
            }
            for (Future<String> call : calls) {
                answers.add(call.get());
            }
        }
        assertThat(answers).hasSize(4).containsOnly(answers.getFirst());
        as(token).get(DESIGNS).then().body("items", hasSize(1));
        as(token)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "another", "prompt", "another"))
                .post(DESIGNS)
                .then()
                .statusCode(409)
                .body("code", equalTo("idempotency_key_reused"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"\",\"prompt\":\"x\"}|validation_failed",
                "{\"prompt\":\"x\"}|validation_failed",
                "{\"title\":{},\"prompt\":\"x\"}|malformed_body",
                "{\"title\":\"x\",\"prompt\":\"x\",\"tenant\":\"umbrella\"}|unknown_field"
            })
    void aBodyThatIsNotADesignIsRefused(String body, String code) {
        as(acme().token())
                .body(body)
                .post(DESIGNS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/designs",
        "POST, /api/v1/designs",
        "GET, /api/v1/designs/01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "PATCH, /api/v1/designs/01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "DELETE, /api/v1/designs/01ARZ3NDEKTSV4RRFFQ69G5FAV"
    })
    void onlyMembersMayCall(String method, String path) {
        given().contentType("application/json").request(method, path).then().statusCode(401);
        as(fleet.tokenWithoutTenant(Set.of("platform_admin")))
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"' OR '1'='1", "%2e%2e", "x", "ü", "夏", "01ARZ3NDEKTSV4RRFFQ69G5FAV"})
    void whatIsNoDesignIsNotFound(String id) {
        as(acme().token()).get(DESIGNS + "/{id}", id).then().statusCode(404);
        as(acme().token())
                .body(Map.of("title", "Coat"))
                .patch(DESIGNS + "/{id}", id)
                .then()
                .statusCode(404);
        as(acme().token()).delete(DESIGNS + "/{id}", id).then().statusCode(404);
    }

    private static ValidatableResponse create(Fleet.Open tenant, Map<String, String> body) {
        return as(tenant.token()).body(body).post(DESIGNS).then();
    }

    private static ValidatableResponse read(Fleet.Open tenant, String id) {
        return as(tenant.token()).get(DESIGNS + "/" + id).then();
    }
}
