package io.tenantry.studio;

import static io.tenantry.tenants.Fleet.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.token.ForgedTokens;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant claim gets: its own database, or a clear refusal. */
@ServerTest
class TenantClaimTest {
    private static final String DESIGNS = "/api/v1/designs";

    @Inject Fleet fleet;
    @Inject ForgedTokens forged;

    @Test
    void aTokenWithoutATenantIsRefused() {
        refused(fleet.tokenWithoutTenant(Set.of("member")), 403, "tenant_required");
    }

    @Test
    void aTenantThatIsNotThereIsRefused() {
        refused(fleet.memberToken(TenantId.next()), 403, "tenant_unknown");
    }

    @Test
    void aClaimThatIsNoTenantIdIsRefused() {
        for (Object claim :
                List.of("acme", "", 7, true, List.of("a"), Map.of("a", 1), "x' OR '1'='1")) {
            refused(forged.withTenantClaim(claim), 403, "tenant_malformed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "suspended, 403, tenant_suspended",
        "deleting, 403, tenant_gone",
        "deleted, 403, tenant_gone",
        "purged, 403, tenant_gone",
        "provisioning, 503, tenant_not_ready"
    })
    void aTenantThatIsNotActiveIsRefusedWithinASecondAndServedAgainOnceItIs(
            String state, int status, String code) {
        Fleet.Open open = fleet.open();
        as(open.token()).get(DESIGNS).then().statusCode(200);

        fleet.setState(open.id(), state);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> refused(open.token(), status, code));

        fleet.setState(open.id(), "active");
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> as(open.token()).get(DESIGNS).then().statusCode(200));
    }

    @Test
    void aTenantInMaintenanceIsWaitedForALittleAndThenRefused() {
        Fleet.Open open = fleet.open();
        as(open.token()).get(DESIGNS).then().statusCode(200);

        fleet.setState(open.id(), "maintenance");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> refused(open.token(), 503, "tenant_maintenance"));

        fleet.setState(open.id(), "active");
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> as(open.token()).get(DESIGNS).then().statusCode(200));
    }

    @Test
    void aTenantThatTheRequestNamesIsOnlyCompared() {
        Fleet.Open open = fleet.open();
        Fleet.Open other = fleet.open();
        for (String same : List.of(open.id().value(), open.slug())) {
            as(open.token()).header("X-Tenant", same).get(DESIGNS).then().statusCode(200);
        }
        for (String different :
                List.of(other.id().value(), other.slug(), "nobody", "' OR '1'='1")) {
            as(open.token())
                    .header("X-Tenant", different)
                    .get(DESIGNS)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("tenant_mismatch"));
        }
    }

    private static void refused(String token, int status, String code) {
        ValidatableResponse response = as(token).get(DESIGNS).then();
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
