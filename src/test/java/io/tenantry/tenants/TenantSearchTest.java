package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tenantry.routing.TenantState;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tenants found among many by the database, and counted. */
@ServerTest
class TenantSearchTest {
    private static final String TENANTS = "/api/v1/platform/tenants";
    private static final String NAME = "100 %_Mode \\ Été 夏";

    @Inject Fleet fleet;

    private final String plan = "p-" + Ulid.next().toLowerCase(Locale.ROOT);

    private Fleet.Open odd;
    private Fleet.Open plain;

    @BeforeEach
    void twoOfOnePlan() {
        odd = fleet.shared("odd-name");
        plain = fleet.shared("plain-name");
        describe(odd, NAME, "canary");
        describe(plain, "Globex 1000 Mode", "later");
    }

    private void describe(Fleet.Open tenant, String name, String ring) {
        fleet.asOperator()
                .body(Map.of("name", name, "plan", plan, "tags", Map.of("a.b-ring", ring)))
                .patch(TENANTS + "/" + tenant.slug())
                .then()
                .statusCode(200);
    }

    @Test
    void theStatesThatAreDescribedAndSearchedForAreThoseThereAre() {
        List<String> states = Arrays.stream(TenantState.values()).map(TenantState::code).toList();
        List<String> described =
                given().get("/q/openapi?format=json").path("components.schemas.TenantState.enum");

        assertThat(described).containsExactlyInAnyOrderElementsOf(states);
        assertThat(TenantQuery.STATES.split("\\|")).containsExactlyInAnyOrderElementsOf(states);
    }

    @Test
    void theyAreFoundByTheBeginningOfTheSlugByWhatTheNameHoldsAndById() {
        String slug = odd.slug();

        assertThat(found("q", slug.substring(0, slug.length() - 2))).containsExactly(slug);
        assertThat(found("q", slug.substring(2))).isEmpty();
        assertThat(found("q", "mODE")).containsExactly(slug, plain.slug());
        assertThat(found("q", "  globex ")).containsExactly(plain.slug());
        assertThat(found("q", "夏")).containsExactly(slug);
        assertThat(found("q", odd.id().value())).containsExactly(slug);
        assertThat(found("q", odd.id().value().toLowerCase(Locale.ROOT))).containsExactly(slug);
        assertThat(found("q", " ")).containsExactly(slug, plain.slug());
    }

    @Test
    void whatIsTypedStandsForNothingButItself() {
        assertThat(found("q", "%")).containsExactly(odd.slug());
        assertThat(found("q", "%_mode")).containsExactly(odd.slug());
        assertThat(found("q", "_")).containsExactly(odd.slug());
        assertThat(found("q", "\\")).containsExactly(odd.slug());
        assertThat(found("q", "1_0")).isEmpty();
        assertThat(found("q", "' OR '1'='1")).isEmpty();
        assertThat(found("tag", "a.b-ring=canary")).containsExactly(odd.slug());
        assertThat(found("tag", "b-ring=canary")).isEmpty();
        assertThat(found("tag", "a.b-ring=CANARY")).isEmpty();
    }

    @Test
    void filtersAreCombined() {
        fleet.setState(plain.id(), "suspended");
        try {
            assertThat(found("state", "suspended")).containsExactly(plain.slug());
            assertThat(found("state", "suspended", "q", "%")).isEmpty();
            assertThat(found("state", "active", "state", "suspended", "server", "db1"))
                    .containsExactly(odd.slug(), plain.slug());
            assertThat(found("server", "nowhere")).isEmpty();
        } finally {
            fleet.setState(plain.id(), "active");
        }
    }

    @Test
    void pagesOfWhatIsFoundFollowOneAnother() {
        JsonPath first = list("q", "mode", "limit", 1).extract().jsonPath();
        assertThat(first.getList("items.slug")).containsExactly(odd.slug());

        list("q", "mode", "limit", 1, "cursor", first.getString("nextCursor"))
                .body("items.slug", contains(plain.slug()))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "state, asleep, validation_failed",
        "state, Active, validation_failed",
        "tag, ring, malformed_request",
        "tag, 'ring=a\"b', malformed_request"
    })
    void aFilterThatIsNoneIsRefused(String name, String value, String code) {
        list(name, value).statusCode(400).body("code", equalTo(code));
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        list("q", "a".repeat(200)).statusCode(200);
        list("q", "a".repeat(201)).statusCode(400).body("code", equalTo("validation_failed"));
    }

    @Test
    void theyAreCountedByStateAndByPlan() {
        JsonPath counts =
                fleet.asOperator()
                        .get("/api/v1/platform/tenant-counts")
                        .then()
                        .statusCode(200)
                        .body("states.find { it.state == 'active' }", notNullValue())
                        .extract()
                        .jsonPath();

        List<Integer> inStates = counts.getList("states.tenants");
        assertThat(counts.getInt("all"))
                .isGreaterThanOrEqualTo(2)
                .isEqualTo(inStates.stream().mapToInt(Integer::intValue).sum());
        assertThat(counts.getInt("plans.find { it.plan == '%s' }.tenants".formatted(plan)))
                .isEqualTo(2);
    }

    /** Slugs of those of this plan. */
    private List<String> found(Object... filters) {
        return list(filters).statusCode(200).extract().path("items.slug");
    }

    private ValidatableResponse list(Object... filters) {
        var request = fleet.asOperator().queryParam("plan", plan);
        for (int i = 0; i < filters.length; i += 2) {
            request = request.queryParam((String) filters[i], filters[i + 1]);
        }
        return request.get(TENANTS).then();
    }
}
