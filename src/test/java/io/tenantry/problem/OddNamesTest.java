package io.tenantry.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.specification.RequestSpecification;
import io.tenantry.server.DocumentedCalls;
import io.tenantry.server.DocumentedCalls.Call;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Ids and names are ASCII: what is not names nothing, wherever it stands in an address. */
@ServerTest
class OddNamesTest {
    private static final List<String> ODD = List.of("ü", "夏");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");
    private static final String TENANT = "{tenantKey}";

    /** Says of anything that somebody types what is wrong with it. */
    private static final String SLUGS = "/api/v1/onboarding/slugs/{slug}";

    @Inject Fleet fleet;

    @Test
    void aNameThatIsNotAsciiIsAFaultOfTheCallers() {
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
                                .request(call.method(), named(call, tenant.slug(), odd))
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

    private static List<Call> calls() {
        return DocumentedCalls.all().stream()
                .filter(call -> METHODS.contains(call.method()))
                .filter(call -> call.path().contains("{") && !call.path().equals(SLUGS))
                .toList();
    }

    /** With a tenant that there is, if something else is named, too. */
    private static String named(Call call, String tenant, String odd) {
        String rest = call.path().replace(TENANT, "");
        String placed = rest.contains("{") ? call.path().replace(TENANT, tenant) : call.path();
        return placed.replaceAll("\\{[^}]+}", odd);
    }
}
