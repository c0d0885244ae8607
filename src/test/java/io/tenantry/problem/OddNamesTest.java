package io.tenantry.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.Method;
import io.restassured.specification.RequestSpecification;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Ids and names are ASCII: what is not names nothing, wherever it stands in an address. */
@ServerTest
class OddNamesTest {
    private static final List<String> ODD = List.of("ü", "夏");
    private static final String TENANT = "{tenantKey}";

    /** Says of anything that somebody types what is wrong with it. */
    private static final String SLUGS = "/api/v1/onboarding/slugs/{slug}";

    @Inject Fleet fleet;
    @Inject ObjectMapper json;

    @Test
    void aNameThatIsNotAsciiIsAFaultOfTheCallers() throws Exception {
        List<Call> calls = calls();
        assertThat(calls).hasSizeGreaterThan(40);
        Fleet.Open tenant = fleet.shared("acme");
        SoftAssertions all = new SoftAssertions();
        for (Call call : calls) {
            for (String odd : ODD) {
                int status =
                        (call.path().startsWith("/api/v1/platform/")
                                        ? fleet.asOperator()
                                        : Fleet.as(tenant.token()))
                                .accept("*/*")
                                .request(call.method(), call.named(tenant.slug(), odd))
                                .statusCode();
                all.assertThat(status).as("%s with %s", call, odd).isBetween(400, 499);
            }
        }
        all.assertAll();
    }

    @Test
    void namesInABodyAreNotFoundAlike() {
        Fleet.Open tenant = fleet.shared("acme");
        String platform = "/api/v1/platform/tenants/" + tenant.slug();
        for (String odd : ODD) {
            notFound(platform + "/restore", Map.of("backup", odd, "mode", "side-by-side"));
            notFound(platform + "/peeks", Map.of("backup", odd));
            notFound("/api/v1/platform/migrations/plan", Map.of("tenants", List.of(odd)));
        }
    }

    private void notFound(String path, Map<String, ?> body) {
        RequestSpecification request = fleet.asOperator().body(body);
        assertThat(request.post(path).statusCode()).as("%s %s", path, body).isEqualTo(404);
    }

    private List<Call> calls() throws Exception {
        JsonNode api = json.readTree(given().get("/q/openapi?format=json").asString());
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Method method : List.of(Method.GET, Method.POST, Method.PATCH, Method.DELETE)) {
                if (path.getKey().contains("{")
                        && !path.getKey().equals(SLUGS)
                        && path.getValue().has(method.name().toLowerCase(java.util.Locale.ROOT))) {
                    calls.add(new Call(method, path.getKey()));
                }
            }
        }
        return calls;
    }

    private record Call(Method method, String path) {
        /** With a tenant that there is, if something else is named, too. */
        String named(String tenant, String odd) {
            String rest = path.replace(TENANT, "");
            String placed = rest.contains("{") ? path.replace(TENANT, tenant) : path;
            return placed.replaceAll("\\{[^}]+}", odd);
        }
    }
}
