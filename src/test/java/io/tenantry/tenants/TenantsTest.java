package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static io.tenantry.tenants.Fleet.newSlug;
import static io.tenantry.tenants.Fleet.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.signin.Calls;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Tenants over the API: asked for, made, found; and what bad wishes get. */
@ServerTest
class TenantsTest {
    private static final String TENANTS = "/api/v1/platform/tenants";

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;

    @Test
    void aTenantIsMadeAndItsOperationTellsEachStep() {
        String slug = newSlug();
        ValidatableResponse asked = create(wish(slug)).statusCode(202);
        String operation = asked.extract().path("operation.id");
        asked.header("Location", endsWith("/api/v1/platform/operations/" + operation))
                .body("tenant.slug", equalTo(slug))
                .body("tenant.state", equalTo("requested"))
                .body("operation.kind", equalTo("tenant.create"))
                .body("operation.state", equalTo("running"));

        fleet.awaitState(operation, "succeeded");

        fleet.asOperator()
                .get("/api/v1/platform/operations/" + operation)
                .then()
                .statusCode(200)
                .body("steps.state", everyItem(equalTo("done")))
                .body("steps.name", hasItem("first-administrator"))
                .body("steps[-1].name", equalTo("open-route"))
                .body("error", nullValue())
                .body("finishedAt", notNullValue());
        fleet.asOperator()
                .get(TENANTS + "/" + slug)
                .then()
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("server", notNullValue());
    }

    @Test
    void theFirstAdministratorSignsInAndChoosesTheTenant() {
        Fleet.Open open = fleet.open();
        String token =
                Calls.signIn(open.slug() + "@acme.test", "a long enough password")
                        .statusCode(200)
                        .body("tenants.slug", contains(open.slug()))
                        .extract()
                        .path("accessToken");

        String chosen =
                Calls.choose(token, open.slug()).statusCode(200).extract().path("accessToken");

        Fleet.as(chosen).get("/api/v1/designs").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void eachTenantHasADatabaseAndAnAccountThatSeesNothingElse() throws SQLException {
        Fleet.Open one = fleet.open();
        Fleet.Open two = fleet.open();

        List<String> grants = new ArrayList<>();
        for (Fleet.Open open : List.of(one, two)) {
            String database = placement(open, "database_name");
            String account = placement(open, "account");
            grants.add(String.join("\n", ask("SHOW GRANTS FOR '%s'@'%%'".formatted(account))));
            assertThat(grants.getLast())
                    .contains("GRANT USAGE ON *.*")
                    .contains(database.replace("_", "\\_"))
                    .doesNotContain("ALL PRIVILEGES")
                    .doesNotContain("CREATE");
        }
        assertThat(placement(one, "database_name")).isNotEqualTo(placement(two, "database_name"));
        assertThat(grants.get(0)).doesNotContain(placement(two, "database_name"));
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswerAndAnotherBodyIsRefused() {
        String operator = fleet.tokenWithoutTenant(Set.of("platform_admin"));
        String key = Ulid.next();
        Map<String, Object> wish = wish(newSlug());
        String first = createWithKey(operator, wish, key).statusCode(202).extract().asString();

        assertThat(createWithKey(operator, wish, key).statusCode(202).extract().asString())
                .isEqualTo(first);
        createWithKey(operator, wish(newSlug()), key)
                .statusCode(409)
                .body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void twoCreationsOfOneSlugAtOnceMakeOneTenant() throws Exception {
        Map<String, Object> wish = wish(newSlug());
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(callers.submit(() -> create(wish).extract().statusCode()));
            }
            for (Future<Integer> call : calls) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(202, 409, 409, 409);
    }

    @Test
    void aTakenSlugIsRefused() {
        Fleet.Open open = fleet.open();
        create(wish(open.slug()))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("slug_taken"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Acme",
                "acme_fashion",
                "acme-",
                "-acme",
                "аcme",
                "acme'; DROP DATABASE mysql; --",
                "acme%00",
                "../acme",
                "a123456789-123456789-123456789-123456789-x"
            })
    void aMalformedSlugIsRefused(String slug) {
        Map<String, Object> wish = new HashMap<>(wish("placeholder"));
        wish.put("slug", slug);
        create(wish).statusCode(400).body("code", equalTo("slug_malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "api", "www", "mysql"})
    void aReservedSlugIsRefused(String slug) {
        create(wish(slug)).statusCode(400).body("code", equalTo("slug_reserved"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"slug\":\"acme-one\"}|400|validation_failed",
                "{\"slug\":1,\"name\":[]}|400|malformed_body",
                "{\"slug\":\"acme-one\",\"name\":\"A\",\"owner\":\"x\"}|400|unknown_field",
                "not json|400|malformed_body",
                "[]|400|malformed_body"
            })
    void aBodyThatIsNotAWishIsRefused(String body, int status, String code) {
        fleet.asOperator()
                .body(body)
                .post(TENANTS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void anUnknownServerIsRefusedAndNothingIsLeft() {
        String slug = newSlug();
        Map<String, Object> wish = new HashMap<>(wish(slug));
        wish.put("server", "nowhere");

        create(wish).statusCode(404).body("code", equalTo("server_not_found"));

        fleet.asOperator().get(TENANTS + "/" + slug).then().statusCode(404);
    }

    @Test
    void aWishForLabelsThatNoServerHasSaysWhatIsInTheWay() {
        Map<String, Object> wish = new HashMap<>(wish(newSlug()));
        wish.put("labels", Map.of("region", "moon"));
        create(wish)
                .statusCode(409)
                .body("code", equalTo("no_server_available"))
                .body("detail", containsString("db1 has no label region=moon"));

        wish.put("labels", Map.of("Region", "moon"));
        create(wish).statusCode(400).body("code", equalTo("labels_malformed"));
    }

    @Test
    void tenantsAreListedInPages() {
        fleet.open();
        fleet.open();
        ValidatableResponse first =
                fleet.asOperator().get(TENANTS + "?limit=1").then().body("items", hasSize(1));
        String cursor = first.extract().path("nextCursor");
        fleet.asOperator()
                .get(TENANTS + "?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", not(equalTo(first.extract().path("items[0].id"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=x'"})
    void aPageThatDoesNotExistIsRefused(String query) {
        fleet.asOperator()
                .get(TENANTS + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/platform/tenants",
        "POST, /api/v1/platform/tenants",
        "GET, /api/v1/platform/tenants/acme",
        "GET, /api/v1/platform/servers",
        "GET, /api/v1/platform/operations",
        "GET, /api/v1/platform/operations/01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "GET, /api/v1/platform/operations/01ARZ3NDEKTSV4RRFFQ69G5FAV/events",
        "POST, /api/v1/platform/operations/01ARZ3NDEKTSV4RRFFQ69G5FAV/retry"
    })
    void onlyPlatformAdministratorsMayCall(String method, String path) {
        String accept = path.endsWith("/events") ? "text/event-stream" : "application/json";
        given().contentType("application/json")
                .accept(accept)
                .request(method, path)
                .then()
                .statusCode(401);
        for (String role : List.of("member", "enterprise_admin")) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .accept(accept)
                    .request(method, path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
    }

    @Test
    void theServersAreListedWithoutTheirSecrets() {
        fleet.asOperator()
                .get("/api/v1/platform/servers")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("db1"))
                .body("items[0].adminPassword", nullValue())
                .body("items[0].adminSecret", nullValue());
    }

    private ValidatableResponse create(Map<String, Object> wish) {
        return fleet.asOperator().body(wish).post(TENANTS).then();
    }

    private ValidatableResponse createWithKey(
            String operator, Map<String, Object> wish, String key) {
        return Fleet.as(operator).header("Idempotency-Key", key).body(wish).post(TENANTS).then();
    }

    private String placement(Fleet.Open open, String column) {
        return controlPlane.read(handle ->
                handle.createQuery("SELECT <column> FROM tenant_databases WHERE tenant_id = :id")
                        .define("column", column)
                        .bind("id", open.id().value())
                        .mapTo(String.class)
                        .one());
    }

    private static List<String> ask(String sql) throws SQLException {
        DatabaseServer server = LocalStack.sharedOrStart().databaseServers().getFirst();
        try (Connection admin =
                        DriverManager.getConnection(
                                "jdbc:mysql://%s:%d/".formatted(server.host(), server.port()),
                                server.adminUser(),
                                server.adminPassword());
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }
}
