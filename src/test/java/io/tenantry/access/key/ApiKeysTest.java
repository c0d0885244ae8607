package io.tenantry.access.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.throttle.ThrottleConfig;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class ApiKeysTest {
    private static final String KEYS = "/api/v1/api-keys";

    @Inject Fleet fleet;
    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject ThrottleConfig limits;
    @Inject TestClock clock;

    private Fleet.Open tenant;
    private String admin;

    @BeforeEach
    void signIn() {
        tenant = fleet.shared("api-keys");
        admin = tokenOf("enterprise_admin");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private String tokenOf(String role) {
        User user = people.somebody();
        people.join(user, tenant.id(), role);
        return Calls.choose(Calls.accessToken(user), tenant.slug())
                .statusCode(200)
                .extract()
                .path("accessToken");
    }

    private ValidatableResponse make(
            String token, @Nullable String expires, String... permissions) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("name", "Nightly import");
        wish.put("permissions", List.of(permissions));
        if (expires != null) {
            wish.put("expiresAt", expires);
        }
        return Fleet.as(token).body(wish).post(KEYS).then();
    }

    private String key(String... permissions) {
        return make(admin, null, permissions).statusCode(201).extract().path("key");
    }

    private static String idOf(String key) {
        return key.substring(4, 4 + Ulid.LENGTH);
    }

    @Test
    void aKeyWorksInItsTenantWithWhatItPermitsAndNothingElse() {
        String key = key("design:read", "design:create");

        Fleet.as(key)
                .body(Map.of("title", "By a program", "prompt", "a coat"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201);
        Fleet.as(key).get("/api/v1/designs").then().statusCode(200);
        Fleet.as(key)
                .delete("/api/v1/designs/" + Ulid.next())
                .then()
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
        Fleet.as(key).get("/api/v1/platform/tenants").then().statusCode(403);
        Fleet.as(key).get(KEYS).then().statusCode(403);
    }

    @Test
    void whereAndWhenItWasUsedLastIsShownAndTheKeyItselfNeverAgain() {
        String key = key("design:read");
        Fleet.as(key).get("/api/v1/designs").then().statusCode(200);

        String shown =
                Fleet.as(admin)
                        .get(KEYS + "/" + idOf(key))
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("active"))
                        .body("lastUsedAt", notNullValue())
                        .body("lastAddress", equalTo("127.0.0.1"))
                        .extract()
                        .asString();

        assertThat(shown).doesNotContain(key.substring(5 + Ulid.LENGTH));
        Fleet.as(admin).get(KEYS).then().body("items.id", hasItem(idOf(key)));
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAlthoughItIsRemembered() {
        String key = key("design:read");
        Fleet.as(key).get("/api/v1/designs").then().statusCode(200);

        Fleet.as(admin).delete(KEYS + "/" + idOf(key)).then().statusCode(204);
        Fleet.as(admin).delete(KEYS + "/" + idOf(key)).then().statusCode(204);

        refused(key);
        Fleet.as(admin).get(KEYS + "/" + idOf(key)).then().body("state", equalTo("revoked"));
    }

    @Test
    void anExpiredKeyIsRefused() {
        String expires = controlPlane.now().plus(Duration.ofHours(1)).toString();
        String key = make(admin, expires, "design:read").statusCode(201).extract().path("key");
        Fleet.as(key).get("/api/v1/designs").then().statusCode(200);

        clock.putForward(Duration.ofMinutes(61));

        refused(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tnt_",
                "tnt_short",
                "tnt_01JD8Q3C5N8F4T3J6B1ZK2M7XA_unknown",
                "tnt_01JD8Q3C5N8F4T3J6B1ZK2M7XA",
                "tnt_'; DROP TABLE api_keys; --_x"
            })
    void whatIsNoKeyIsRefused(String text) {
        refused(text);
    }

    @Test
    void theRightIdWithAnotherSecretIsRefused() {
        String key = key("design:read");

        refused(key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A"));
    }

    @Test
    void whoGoesOnWithAWrongKeyIsAskedToWaitAndTheRightOneWorks() {
        String key = key("design:read");
        String wrong = key.substring(0, key.length() - 3) + "xyz";
        for (int i = 0; i < limits.attemptsPerAccount(); i++) {
            refused(wrong);
        }

        given().auth()
                .oauth2(wrong)
                .get("/api/v1/designs")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too_many_attempts"));
        Fleet.as(key).get("/api/v1/designs").then().statusCode(200);
    }

    @Test
    void nobodyMakesAKeyThatMayDoWhatKeysMayNot() {
        make(admin, null, "member:assign").statusCode(400);
        make(admin, null, "tenant:delete").statusCode(400);
        make(admin, null).statusCode(400);
        make(admin, "2020-01-01T00:00:00Z", "design:read").statusCode(400);
    }

    @Test
    void aTokenThatIsOlderThanItsBearersDemotionMakesNoKey() {
        String member = tokenOf("member");
        make(member, null, "design:read")
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
        // The token says administrator; the control plane does not.
        make(fleet.adminToken(tenant.id()), null, "design:read")
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
    }

    @Test
    void anotherTenantsKeysAreNotThere() {
        String key = key("design:read");
        Fleet.Open other = fleet.shared("api-keys-elsewhere");
        User user = people.somebody();
        people.join(user, other.id(), "enterprise_admin");
        String elsewhere =
                Calls.choose(Calls.accessToken(user), other.slug()).extract().path("accessToken");

        Fleet.as(elsewhere).get(KEYS + "/" + idOf(key)).then().statusCode(404);
        Fleet.as(elsewhere).delete(KEYS + "/" + idOf(key)).then().statusCode(404);
        Fleet.as(elsewhere).get(KEYS).then().body("items.id", not(hasItem(idOf(key))));
        Fleet.as(key).get("/api/v1/designs").then().statusCode(200);
    }

    private static void refused(String key) {
        given().auth()
                .oauth2(key)
                .get("/api/v1/designs")
                .then()
                .statusCode(401)
                .body("code", equalTo("api_key_invalid"));
    }
}
