package io.tenantry.access.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestMailServer;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class OwnPasswordTest {
    private static final String ANOTHER = "purple otter counts slow trains";

    @Inject People people;
    @Inject ControlPlane controlPlane;

    @Test
    void aChangeTakesThePasswordAndEndsTheOtherSessions() {
        User user = people.somebody();
        String other = Calls.refreshToken(user);
        String token = Calls.accessToken(user);

        change(token, "not the password", ANOTHER)
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        change(token, People.PASSWORD, ANOTHER).statusCode(204);

        assertThat(TestMailServer.only(user.email()).subject()).isEqualTo("您的密码已更改");
        Calls.signIn(user.email(), People.PASSWORD).statusCode(401);
        Calls.signIn(user.email(), ANOTHER).statusCode(200);
        Calls.me(token).statusCode(200);
        Calls.refresh(other).statusCode(401);
        List<String> audited =
                controlPlane.read(h ->
                        h.createQuery("SELECT action FROM audit_log WHERE actor = :user")
                                .bind("user", user.id())
                                .mapTo(String.class)
                                .list());
        assertThat(audited).contains("access.password-failed", "access.password-change");
    }

    @Test
    void aNewPasswordIsJudgedByWhoAndWhereItsOwnerIs() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        String token = Calls.accessToken(user);

        refused(change(token, People.PASSWORD, "P@ssw0rd2024!"), "breached");
        refused(change(token, People.PASSWORD, "only somebody knows"), "personal");
        refused(change(token, People.PASSWORD, "of " + People.slug(tenant)), "personal");
        refused(change(token, People.PASSWORD, "too short"), "too_short");
        Calls.signIn(user.email(), People.PASSWORD).statusCode(200);
    }

    private static void refused(ValidatableResponse answer, String why) {
        answer.statusCode(400)
                .body("code", equalTo("password_refused"))
                .body("errors[0].code", equalTo(why));
    }

    private static ValidatableResponse change(String token, String password, String newPassword) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Accept-Language", "zh-CN")
                .body(Map.of("password", password, "newPassword", newPassword))
                .put("/api/v1/me/password")
                .then();
    }
}
