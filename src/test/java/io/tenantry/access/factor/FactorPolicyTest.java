package io.tenantry.access.factor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.factor.FactorRequests.Enrolled;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tenant that lets in only sessions with a second factor. */
@ServerTest
class FactorPolicyTest {
    @Inject People people;
    @Inject Fleet fleet;
    @Inject TestClock clock;
    @Inject ControlPlane controlPlane;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aTenantAsksForASecondFactorWithoutShuttingOutWhoeverHasItAsk() {
        TenantId tenant = fleet.open().id();
        User admin = people.somebody();
        people.join(admin, tenant, Roles.ENTERPRISE_ADMIN);
        User member = people.somebody();
        people.join(member, tenant, Roles.MEMBER);
        ValidatableResponse before = choose(Calls.accessToken(member), tenant).statusCode(200);

        // Whoever has none may not ask it of others, nor whoever has not shown theirs.
        String plain = chosen(Calls.accessToken(admin), tenant);
        refused(FactorRequests.policy(plain, true));
        Enrolled enrolled = Enrolled.by(admin, clock);
        refused(FactorRequests.policy(plain, true));
        String proven = chosen(enrolled.token(), tenant);
        FactorRequests.policy(proven, true).statusCode(200).body("required", equalTo(true));
        given().auth()
                .oauth2(proven)
                .get("/api/v1/access-policy/second-factor")
                .then()
                .statusCode(200)
                .body("required", equalTo(true));
        assertThat(audited(tenant)).contains("tenant.setting of access.second-factor");

        // A member without one is not let in, nor on, and told what to do; then they are.
        demanded(Calls.refresh(before.extract().path("refreshToken")), "/api/v1/me/factor");
        String token = Calls.accessToken(member);
        demanded(choose(token, tenant), "/api/v1/me/factor");
        Authenticator theirs =
                new Authenticator(FactorRequests.begin(token).extract().path("secret"), clock);
        FactorRequests.confirm(token, theirs.code()).statusCode(200);
        ValidatableResponse inside = choose(token, tenant).statusCode(200);
        Calls.refresh(inside.extract().path("refreshToken")).statusCode(200);

        // The admin comes in again with theirs.
        ValidatableResponse again = enrolled.signIn(admin);
        String back = chosen(again.extract().path("accessToken"), tenant);
        FactorRequests.policy(back, false).statusCode(200).body("required", equalTo(false));
        choose(Calls.accessToken(people.somebody()), tenant).statusCode(404);
    }

    private static ValidatableResponse choose(String token, TenantId tenant) {
        return Calls.choose(token, tenant.value());
    }

    private static String chosen(String token, TenantId tenant) {
        return choose(token, tenant).statusCode(200).extract().path("accessToken");
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(409).body("code", equalTo("second_factor_unused"));
    }

    private static void demanded(ValidatableResponse answer, String remedy) {
        answer.statusCode(403)
                .body("code", equalTo("tenant_requires_second_factor"))
                .body("remedy", containsString(remedy));
    }

    private List<String> audited(TenantId tenant) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT CONCAT(action, ' of ', subject) FROM audit_log
                                WHERE tenant_id = :tenant AND subject IS NOT NULL
                                """)
                        .bind("tenant", tenant.value())
                        .mapTo(String.class)
                        .list());
    }
}
