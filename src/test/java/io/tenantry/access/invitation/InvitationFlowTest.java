package io.tenantry.access.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.tenantry.access.Roles;
import io.tenantry.access.invitation.Hosts.Host;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.server.TestMailServer;
import io.tenantry.server.TestMailServer.Received;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the wish of an administrator, over a real mail server, to the first piece of work. */
@ServerTest
class InvitationFlowTest {
    private static final String PASSWORD = "purple otter counts slow trains";

    @Inject Hosts hosts;
    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void anInvitedPersonFollowsTheLinkAndMakesTheirFirstDesign() {
        Host host = hosts.admin();
        String email = Hosts.newAddress();
        host.request()
                .body(
                        Map.of(
                                "email",
                                email,
                                "name",
                                "Grace",
                                "role",
                                Roles.MEMBER,
                                "language",
                                "zh-CN"))
                .post("/api/v1/invitations")
                .then()
                .statusCode(201)
                .body("state", equalTo("open"))
                .body("email", equalTo(email));

        Received mail = TestMailServer.only(email);
        assertThat(mail.subject()).isEqualTo("邀请您加入Acme Fashion");
        assertThat(mail.text())
                .contains("https://tenantry.localhost/invitation#token=", "Somebody");
        assertThat(mail.html()).contains("lang=\"zh-CN\"");
        Hosts.call("look", Map.of("token", mail.token()))
                .statusCode(200)
                .body("organisation", equalTo("Acme Fashion"))
                .body("role", equalTo(Roles.MEMBER))
                .body("email", equalTo(email.charAt(0) + "***@invited.test"));
        Hosts.accept(Map.of("token", mail.token(), "password", PASSWORD))
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("organisation.slug", equalTo(host.slug()));

        String signedIn = Calls.signIn(email, PASSWORD).extract().path("accessToken");
        String token =
                Calls.choose(signedIn, host.slug()).statusCode(200).extract().path("accessToken");
        Calls.me(token).body("name", equalTo("Grace"));
        Fleet.as(token)
                .body(Map.of("title", "First", "prompt", "a coat"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201);
    }

    @Test
    void ofTwoWhoUseALinkAtTheSameInstantOneComesIn() throws Exception {
        Host host = hosts.admin();
        String email = Hosts.newAddress();
        host.invite(email, Roles.MEMBER).statusCode(201);
        String token = TestMailServer.only(email).token();

        List<Integer> answers =
                atOnce(
                        4,
                        _ ->
                                Hosts.accept(Map.of("token", token, "password", PASSWORD))
                                        .extract()
                                        .statusCode());

        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers).allMatch(status -> List.of(200, 401, 410).contains(status));
        Hosts.accept(Map.of("token", token, "password", PASSWORD))
                .statusCode(410)
                .body("code", equalTo("invitation_used"));
    }

    @Test
    void aCodeIsUsedAsOftenAsItSaysAlsoAtOnce() throws Exception {
        Host host = hosts.admin();
        String code =
                host.request()
                        .body(Map.of("role", Roles.MEMBER, "uses", 3, "expiresInDays", 1))
                        .post("/api/v1/invitations/codes")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("code");
        assertThat(code).matches("[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}");
        String typed = code.toLowerCase(Locale.ROOT).replace("-", " ");
        User[] users = new User[6];
        Arrays.setAll(users, _ -> people.somebody());

        List<Integer> answers =
                atOnce(
                        users.length,
                        i ->
                                Hosts.acceptAs(hosts.token(users[i]), Map.of("code", typed))
                                        .extract()
                                        .statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 200, 200, 410, 410, 410);
    }

    @Test
    void aCodeShowsNothingAboutAnAddressSoThatIsConfirmedByMail() {
        Host host = hosts.admin();
        String code = code(host);
        String email = Hosts.newAddress();
        Hosts.accept(Map.of("code", code, "email", email))
                .statusCode(202)
                .body("state", equalTo("unconfirmed"))
                .body("organisation", nullValue());
        assertThat(hosts.state(host.tenant(), email)).isEqualTo("none");

        String token = TestMailServer.only(email).token();
        Hosts.call("confirm", Map.of("token", token, "password", PASSWORD, "name", "Lin"))
                .statusCode(200)
                .body("state", equalTo("active"));

        Hosts.call("confirm", Map.of("token", token, "password", PASSWORD))
                .statusCode(403)
                .body("code", equalTo("link_invalid"));
        Calls.signIn(email, PASSWORD).statusCode(200);
        // and somebody who has an account needs no mail
        User known = people.somebody();
        Hosts.accept(Map.of("code", code, "email", known.email(), "password", "wrong password"))
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        Hosts.accept(Map.of("code", code, "email", known.email(), "password", People.PASSWORD))
                .statusCode(200);
    }

    @Test
    void whoeverHasAnAccountJoinsSignedInOrByItsPassword() {
        Host host = hosts.admin();
        User bob = people.somebody();
        User eve = people.somebody();
        host.invite(bob.email(), Roles.MEMBER).statusCode(201);
        String token = TestMailServer.only(bob.email()).token();

        Hosts.acceptAs(hosts.token(eve), Map.of("token", token))
                .statusCode(409)
                .body("code", equalTo("invitation_for_another"));
        Hosts.accept(Map.of("token", token, "password", "not the password"))
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        Hosts.accept(Map.of("token", token))
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
        Hosts.acceptAs(hosts.token(bob), Map.of("token", token)).statusCode(200);

        assertThat(hosts.state(host.tenant(), bob.email())).isEqualTo("active");
        assertThat(hosts.state(host.tenant(), eve.email())).isEqualTo("none");
        host.invite(bob.email(), Roles.MEMBER)
                .statusCode(409)
                .body("code", equalTo("already_member"));
    }

    @Test
    void aLinkIsVoidOnceItExpiredOrWasRevokedOrSentAgain() {
        Host host = hosts.admin();
        String email = Hosts.newAddress();
        String id = host.invite(email, Roles.MEMBER).statusCode(201).extract().path("id");
        String first = TestMailServer.only(email).token();
        host.request()
                .post("/api/v1/invitations/" + id + "/resend")
                .then()
                .statusCode(429)
                .body("code", equalTo("too_many_attempts"));
        clock.putForward(Duration.ofDays(8));
        Hosts.accept(Map.of("token", first, "password", PASSWORD))
                .statusCode(410)
                .body("code", equalTo("invitation_expired"));

        host =
                new Host(
                        host.tenant(),
                        host.slug(),
                        host.user(),
                        hosts.token(host.user(), host.tenant(), Roles.ENTERPRISE_ADMIN));
        host.request().post("/api/v1/invitations/" + id + "/resend").then().statusCode(200);
        String second = TestMailServer.last(email, 2).token();
        Hosts.call("look", Map.of("token", first))
                .statusCode(404)
                .body("code", equalTo("invitation_not_found"));
        Hosts.call("look", Map.of("token", second)).statusCode(200);

        host.request().delete("/api/v1/invitations/" + id).then().statusCode(204);
        Hosts.accept(Map.of("token", second, "password", PASSWORD))
                .statusCode(410)
                .body("code", equalTo("invitation_revoked"));
        assertThat(hosts.state(host.tenant(), email)).isEqualTo("none");
        assertThat(hosts.audited(host.tenant(), id))
                .containsExactlyInAnyOrder(
                        "invitation.create", "invitation.resend", "invitation.revoke");
    }

    @Test
    void whatSomebodyGaveIsVoidOnceTheyMayNotGiveItAnyMore() {
        Host host = hosts.admin();
        Host leaving = hosts.of(host, Roles.ENTERPRISE_ADMIN, null);
        String email = Hosts.newAddress();
        leaving.invite(email, Roles.ENTERPRISE_ADMIN).statusCode(201);
        String token = TestMailServer.only(email).token();
        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE tenant_users SET role = 'member' WHERE user_id = ?",
                        leaving.user().id()));

        Hosts.accept(Map.of("token", token, "password", PASSWORD))
                .statusCode(410)
                .body("code", equalTo("invitation_revoked"));
    }

    @Test
    void aServerThatIsDownLosesNoMailAndHoldsUpNobody() {
        Host host = hosts.admin();
        String email = Hosts.newAddress();
        TestMailServer.stop();
        try {
            host.invite(email, Roles.MEMBER).statusCode(201);
            // The next try is counted from the first one: time goes on only after it.
            await().until(() -> hosts.mailFailure(email), failure -> !failure.isEmpty());
        } finally {
            TestMailServer.start();
        }
        clock.putForward(Duration.ofMinutes(2));

        assertThat(TestMailServer.only(email).subject()).contains("Acme Fashion");
    }

    @Test
    void guessingOneSecretEndsSoon() {
        String code = "AAAA-BBBB-" + Ulid.next().substring(20);
        for (int i = 0; i < 10; i++) {
            Hosts.call("look", Map.of("code", code)).statusCode(404);
        }

        Hosts.call("look", Map.of("code", code))
                .statusCode(429)
                .body("code", equalTo("too_many_attempts"));
    }

    private static String code(Host host) {
        return host.request()
                .body(Map.of("role", Roles.MEMBER, "uses", 5, "expiresInDays", 1))
                .post("/api/v1/invitations/codes")
                .then()
                .statusCode(201)
                .extract()
                .path("code");
    }

    private interface Call {
        int status(int number);
    }

    private static List<Integer> atOnce(int times, Call call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Callable<Integer>> calls =
                    IntStream.range(0, times)
                            .<Callable<Integer>>mapToObj(i -> () -> call.status(i))
                            .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(calls)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
