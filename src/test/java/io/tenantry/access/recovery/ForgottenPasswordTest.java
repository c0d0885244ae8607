package io.tenantry.access.recovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.server.TestMailServer;
import io.tenantry.server.TestMailServer.Received;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords that were forgotten. */
@ServerTest
class ForgottenPasswordTest {
    private static final String ANOTHER = "purple otter counts slow trains";

    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aForgottenPasswordIsChosenAnewByMailOnceAndEndsAllSessions() {
        User user = people.somebody();
        String token = Calls.accessToken(user);
        String told = forgot(user.email(), "zh-CN,zh;q=0.9");
        Received mail = TestMailServer.only(user.email());
        assertThat(mail.subject()).isEqualTo("重新设置密码");

        reset(mail.token(), ANOTHER).statusCode(204);

        Calls.me(token).statusCode(401).body("code", equalTo("token_revoked"));
        Calls.signIn(user.email(), People.PASSWORD).statusCode(401);
        Calls.signIn(user.email(), ANOTHER).statusCode(200);
        reset(mail.token(), "slow trains count purple otters")
                .statusCode(403)
                .body("code", equalTo("link_invalid"));
        assertThat(TestMailServer.last(user.email(), 2).subject()).isNotEqualTo(mail.subject());
        assertThat(forgot("nobody-" + user.email(), "zh-CN")).isEqualTo(told);
        assertThat(actions(user)).contains("access.password-forgotten", "access.password-reset");
    }

    @Test
    void nothingIsSentToAddressesWithoutAnAccount() {
        User user = people.somebody();
        String stranger = "stranger-" + user.email();
        forgot(stranger, "en");
        // What was asked for later has been sent, so the other was looked at.
        forgot(user.email(), "en");
        TestMailServer.only(user.email());

        assertThat(TestMailServer.to(stranger)).isEmpty();
        assertThat(mailsTo(stranger)).isZero();
    }

    @Test
    void aLinkIsGoodForHalfAnHour() {
        User user = people.somebody();
        forgot(user.email(), "en");
        String token = TestMailServer.only(user.email()).token();
        clock.putForward(Duration.ofMinutes(31));

        reset(token, ANOTHER).statusCode(410).body("code", equalTo("link_expired"));
    }

    @Test
    void mailboxesAreNotFilledAndLinksNotGuessed() {
        String email = Calls.class.getSimpleName() + System.nanoTime() + "@people.test";
        for (int i = 0; i < 5; i++) {
            forgot(email, "en");
            reset("guess", ANOTHER);
        }

        given().contentType("application/json")
                .body(Map.of("email", email))
                .post("/api/v1/auth/password/forgot")
                .then()
                .statusCode(429);
        reset("guess", ANOTHER).statusCode(429);
    }

    private static String forgot(String email, String language) {
        return given().contentType("application/json")
                .header("Accept-Language", language)
                .body(Map.of("email", email))
                .post("/api/v1/auth/password/forgot")
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    private static ValidatableResponse reset(String token, String password) {
        return given().contentType("application/json")
                .body(Map.of("token", token, "password", password))
                .post("/api/v1/auth/password/reset")
                .then();
    }

    private List<String> actions(User user) {
        return controlPlane.read(h ->
                h.createQuery("SELECT action FROM audit_log WHERE subject = :user")
                        .bind("user", user.id())
                        .mapTo(String.class)
                        .list());
    }

    private int mailsTo(String email) {
        return controlPlane.read(h ->
                h.createQuery("SELECT COUNT(*) FROM mails WHERE recipient = :email")
                        .bind("email", email)
                        .mapTo(Integer.class)
                        .one());
    }
}
