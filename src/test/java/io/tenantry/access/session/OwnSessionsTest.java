package io.tenantry.access.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.Roles;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class OwnSessionsTest {
    private static final String SESSIONS = "/api/v1/me/sessions";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Inject People people;
    @Inject ControlPlane controlPlane;

    @Test
    void theOwnerSeesWhereAndByWhatEachSessionIsUsed() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        String outside = signIn(user, "curl/8 (test)");
        String inside = Calls.choose(outside, tenant.value()).extract().path("accessToken");

        as(inside)
                .get(SESSIONS)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].current", equalTo(true))
                .body("items[0].tenant.id", equalTo(tenant.value()))
                .body("items[0].tenant.slug", equalTo(People.slug(tenant)))
                .body("items[0].tenant.name", equalTo("A tenant"))
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("items[1].current", equalTo(false))
                .body("items[1].tenant", nullValue())
                .body("items[1].client", equalTo("curl/8 (test)"))
                .body("items.createdAt", everyItem(not(nullValue())))
                .body("items.usedAt", everyItem(not(nullValue())))
                .body("items.expiresAt", everyItem(not(nullValue())));
    }

    @Test
    void anEndedSessionIsOverForItsTokensWithinASecond() {
        User user = people.somebody();
        ValidatableResponse other = Calls.signIn(user.email(), People.PASSWORD);
        String token = other.extract().path("accessToken");
        Calls.me(token).statusCode(200);
        String mine = Calls.accessToken(user);

        as(mine).delete(SESSIONS + "/" + idOfCurrent(token)).then().statusCode(204);

        awaitRevoked(token);
        Calls.refresh(other.extract().path("refreshToken"))
                .statusCode(401)
                .body("code", equalTo("refresh_token_invalid"));
        Calls.me(mine).statusCode(200);
        as(mine).get(SESSIONS).then().body("items", hasSize(1));
        assertThat(audited(user)).contains("access.session-end");
    }

    @Test
    void somebodyElsesSessionLooksLikeNone() {
        String theirs = Calls.accessToken(people.somebody());
        String mine = Calls.accessToken(people.somebody());

        for (String session : List.of(idOfCurrent(theirs), Ulid.next(), "' OR 1=1", "夏")) {
            as(mine).delete(SESSIONS + "/{session}", session)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("session_not_found"));
        }
        Calls.me(theirs).statusCode(200);
    }

    @Test
    void endingTheOthersLeavesThePresentOne() {
        User user = people.somebody();
        String first = Calls.accessToken(user);
        String second = Calls.accessToken(user);
        String mine = Calls.accessToken(user);

        as(mine).post(SESSIONS + "/end-others").then().statusCode(200).body("ended", equalTo(2));

        awaitRevoked(first);
        awaitRevoked(second);
        Calls.me(mine).statusCode(200);
        assertThat(audited(user)).contains("access.sessions-end");
    }

    @Test
    void signingOutEverywhereVoidsEveryTokenAndSigningInAnewWorks() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        ValidatableResponse first = Calls.signIn(user.email(), People.PASSWORD);
        String outside = first.extract().path("accessToken");
        String inside = Calls.choose(outside, tenant.value()).extract().path("accessToken");

        as(inside)
                .post("/api/v1/auth/logout-everywhere")
                .then()
                .statusCode(200)
                .body("ended", equalTo(2));

        awaitRevoked(outside);
        awaitRevoked(inside);
        Calls.refresh(first.extract().path("refreshToken")).statusCode(401);
        Calls.me(Calls.accessToken(user)).statusCode(200);
        assertThat(audited(user)).contains("access.sign-out-everywhere");
    }

    @Test
    void aReusedRefreshTokenEndsTheAccessTokensOfItsFamilyToo() {
        User user = people.somebody();
        String first = Calls.refreshToken(user);
        String copied = Calls.refresh(first).statusCode(200).extract().path("accessToken");
        Calls.me(copied).statusCode(200);

        Calls.refresh(first).statusCode(401).body("code", equalTo("refresh_token_reused"));

        awaitRevoked(copied);
    }

    @Test
    void signingOutEndsTheAccessTokenToo() {
        ValidatableResponse signedIn = Calls.signIn(people.somebody().email(), People.PASSWORD);

        Calls.signOut(signedIn.extract().path("refreshToken")).statusCode(204);

        awaitRevoked(signedIn.extract().path("accessToken"));
    }

    private static void awaitRevoked(String token) {
        await().atMost(AT_ONCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() ->
                        Calls.me(token).statusCode(401).body("code", equalTo("token_revoked")));
    }

    private List<String> audited(User user) {
        return controlPlane.read(h ->
                h.createQuery("SELECT action FROM audit_log WHERE actor = :user")
                        .bind("user", user.id())
                        .mapTo(String.class)
                        .list());
    }

    private static String idOfCurrent(String token) {
        return as(token).get(SESSIONS).path("items.find { it.current }.id");
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static String signIn(User user, String client) {
        return given().header("User-Agent", client)
                .contentType("application/json")
                .body(Map.of("email", user.email(), "password", People.PASSWORD))
                .post("/api/v1/auth/login")
                .path("accessToken");
    }
}
