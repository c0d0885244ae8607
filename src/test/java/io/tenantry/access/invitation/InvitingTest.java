package io.tenantry.access.invitation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.invitation.Hosts.Host;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestMailServer;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of people, the reach of those who invite, approval, and joining by oneself. */
@ServerTest
class InvitingTest {
    private static final String BATCH = "/api/v1/invitations/batch";

    @Inject Hosts hosts;
    @Inject People people;
    @Inject ControlPlane controlPlane;

    @Test
    void ofTenThousandLinesAllThirtySevenWrongOnesAreToldAndNobodyIsInvited() {
        Host host = hosts.admin();
        String domain = Ulid.next().toLowerCase(Locale.ROOT) + ".test";
        List<Integer> wrong = IntStream.rangeClosed(1, 37).map(i -> i * 251).boxed().toList();
        String csv =
                "email,name,role\r\n"
                        + IntStream.rangeClosed(2, 10_001)
                                .mapToObj(line ->
                                        (wrong.contains(line)
                                                        ? "no address " + line
                                                        : line + "@" + domain)
                                                + ",\"N, \"\""
                                                + line
                                                + "\"\"\",member")
                                .collect(Collectors.joining("\r\n"));

        ValidatableResponse answer = batch(host, "text/csv", csv, "").statusCode(400);

        answer.body("code", equalTo("validation_failed"))
                .body("errors.line", equalTo(wrong))
                .body("errors.code", everyItem(equalTo("email_malformed")))
                .body("errors.detail", everyItem(notNullValue()));
        assertThat(invitedOf(domain)).isZero();
    }

    @Test
    void listsComeAsCsvAsPastedTextAndAsJson() {
        Host host = hosts.admin();
        String domain = Ulid.next().toLowerCase(Locale.ROOT) + ".test";

        batch(host, "text/csv", "\uFEFFName;Email\nAda;a@" + domain + "\n\n", "?role=member")
                .statusCode(201)
                .body("invited", equalTo(1));
        batch(
                        host,
                        "text/plain",
                        "b@%1$s, Cy <c@%1$s>;\n\"D, E\" <d@%1$s>"
                                .formatted(domain)
                                .replace("D, E", "D"),
                        "?role=member&language=zh-CN&expiresInDays=3")
                .statusCode(201)
                .body("invited", equalTo(3));
        String json = "[{\"email\":\"e@" + domain + "\",\"role\":\"member\"}]";
        batch(host, "application/json", json, "").statusCode(201).body("invited", equalTo(1));

        assertThat(TestMailServer.only("c@" + domain).subject()).contains("邀请");
        assertThat(invitedOf(domain)).isEqualTo(5);
        batch(host, "application/json", json, "")
                .statusCode(400)
                .body("errors.code", contains("already_invited"));
        batch(host, "application/json", "[{\"mail\":1}]", "")
                .statusCode(400)
                .body("code", equalTo("malformed_body"));
        batch(host, "text/csv", "name\nAda", "").statusCode(400);
        batch(host, "text/csv", "email\n\"a", "").statusCode(400);
        batch(host, "text/plain", "x@" + domain, "?expiresInDays=91").statusCode(400);
    }

    @Test
    void everythingThatMayBeWrongWithALineHasACode() {
        Host host = hosts.admin();
        User member = people.somebody();
        people.join(member, host.tenant(), Roles.MEMBER);
        String text =
                """
                email,role,department
                new@lines.test,no_such_role,
                newer@lines.test,platform_admin,
                newest@lines.test,member,01JQ5Z7Z0N8V6W4X2Y0A1B3C5D
                %s,member,
                twice@lines.test,member,
                TWICE@lines.test,member,
                """
                        .formatted(member.email());

        batch(host, "text/csv", text, "")
                .statusCode(400)
                .body("errors.line", contains(2, 3, 4, 5, 7))
                .body(
                        "errors.code",
                        contains(
                                "role_not_found",
                                "role_not_found",
                                "department_not_found",
                                "already_member",
                                "email_repeated"));
    }

    @Test
    void whoeverActsForADepartmentInvitesThereAndSeesNoMore() {
        Host admin = hosts.admin();
        String own = hosts.department(admin, null);
        String below = hosts.department(admin, own);
        String other = hosts.department(admin, null);
        Host head = hosts.of(admin, Roles.DEPARTMENT_ADMIN, own);
        String elsewhere = admin.invite(Hosts.newAddress(), Roles.MEMBER).extract().path("id");

        String id = into(head, below, Roles.MEMBER).statusCode(201).extract().path("id");
        into(head, below, Roles.DEPARTMENT_ADMIN).statusCode(201);
        into(head, other, Roles.MEMBER)
                .statusCode(403)
                .body("code", equalTo("beyond_own_permissions"));
        into(head, below, Roles.ENTERPRISE_ADMIN)
                .statusCode(403)
                .body("code", equalTo("beyond_own_permissions"));
        head.invite(Hosts.newAddress(), Roles.MEMBER).statusCode(403);
        head.request()
                .get("/api/v1/invitations?state=open")
                .then()
                .body("items.id", hasItem(id))
                .body("items.id", not(hasItem(elsewhere)));
        head.request().get("/api/v1/invitations/" + elsewhere).then().statusCode(404);
        head.request().delete("/api/v1/invitations/" + elsewhere).then().statusCode(404);
        admin.request().get("/api/v1/invitations").then().body("items.id", hasItems(id, elsewhere));
        admin.request().get("/api/v1/invitations?state=odd").then().statusCode(400);
    }

    @Test
    void anotherTenantsInvitationsLookLikeNone() {
        Host host = hosts.admin();
        Host other = hosts.adminOfAnother();
        String id = host.invite(Hosts.newAddress(), Roles.MEMBER).extract().path("id");

        other.request()
                .get("/api/v1/invitations/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("invitation_not_found"));
        other.request().delete("/api/v1/invitations/" + id).then().statusCode(404);
        // and this tenant has a policy of its own, by which people wait to be let in
        approval(other);
        domains(other);
    }

    private void approval(Host host) {
        host.request()
                .body(Map.of("approvalRequired", true, "domains", List.of("People.TEST")))
                .put("/api/v1/access-policy")
                .then()
                .statusCode(200)
                .body("domains", contains("people.test"));
        User one = people.somebody();
        User two = people.somebody();
        String code =
                host.request()
                        .body(Map.of("role", Roles.MEMBER, "uses", 4, "expiresInDays", 1))
                        .post("/api/v1/invitations/codes")
                        .then()
                        .extract()
                        .path("code");
        for (User each : List.of(one, two)) {
            Hosts.acceptAs(hosts.token(each), Map.of("code", code))
                    .statusCode(200)
                    .body("state", equalTo("pending"));
            Calls.choose(hosts.token(each), host.slug()).statusCode(404);
        }

        assertThat(TestMailServer.last(host.user().email(), 2).text()).contains("wants to join");
        assertThat(TestMailServer.to(host.user().email()))
                .anyMatch(mail -> mail.text().contains("(%s)".formatted(two.email())));
        decide(host, one, "approve").statusCode(204);
        decide(host, two, "refuse").statusCode(204);

        decide(host, one, "approve").statusCode(404).body("code", equalTo("member_not_found"));
        Calls.choose(hosts.token(one), host.slug()).statusCode(200);
        assertThat(TestMailServer.only(one.email()).subject()).startsWith("Welcome to");
        assertThat(hosts.state(host.tenant(), two.email())).isEqualTo("left");
        assertThat(hosts.audited(host.tenant(), one.id()))
                .contains("member.join", "member.approve");
        assertThat(hosts.audited(host.tenant(), two.id())).contains("member.join", "member.refuse");
        letInOnceMore(host, one, code);
    }

    /** Whoever was removed and refused has good tokens when they are let in after all. */
    private void letInOnceMore(Host host, User user, String code) {
        host.request().delete("/api/v1/members/" + user.id()).then().statusCode(204);
        Hosts.acceptAs(hosts.token(user), Map.of("code", code)).statusCode(200);
        decide(host, user, "refuse").statusCode(204);
        Hosts.acceptAs(hosts.token(user), Map.of("code", code)).statusCode(200);
        decide(host, user, "approve").statusCode(204);

        String token = Calls.choose(hosts.token(user), host.slug()).extract().path("accessToken");
        Calls.me(token).statusCode(200);
    }

    private void domains(Host host) {
        String email = Hosts.newAddress("people.test");
        String stranger = Hosts.newAddress("elsewhere.test");
        String told = join(host.slug(), email);
        assertThat(join(host.slug(), stranger)).isEqualTo(told);
        assertThat(join("no-such-tenant", stranger)).isEqualTo(told);

        String token = TestMailServer.only(email).token();
        Hosts.call("confirm", Map.of("token", token, "password", "purple otter counts slow trains"))
                .statusCode(200)
                .body("state", equalTo("pending"));

        assertThat(hosts.state(host.tenant(), email)).isEqualTo("pending");
        assertThat(TestMailServer.to(stranger)).isEmpty();
        host.request()
                .body(Map.of("domains", List.of("no domain")))
                .put("/api/v1/access-policy")
                .then()
                .statusCode(400);
        host.request()
                .get("/api/v1/access-policy")
                .then()
                .body("approvalRequired", equalTo(true))
                .body("domains", hasSize(1));
    }

    @Test
    void aRepeatedCallInvitesOnceAndShowsACodeOnce() {
        Host host = hosts.admin();
        String key = Ulid.next();
        Map<String, Object> wish = Map.of("role", Roles.MEMBER, "uses", 1, "expiresInDays", 1);
        String id =
                code(host, key, wish).body("code", notNullValue()).extract().path("invitation.id");

        code(host, key, wish).body("code", nullValue()).body("invitation.id", equalTo(id));

        int kept =
                controlPlane.read(h ->
                        h.createQuery(
                                        "SELECT COUNT(*) FROM idempotency_keys WHERE body LIKE '%\"code\":%'")
                                .mapTo(Integer.class)
                                .one());
        assertThat(kept).isZero();
    }

    private static ValidatableResponse code(Host host, String key, Map<String, Object> wish) {
        return host.request()
                .header("Idempotency-Key", key)
                .body(wish)
                .post("/api/v1/invitations/codes")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse into(Host host, String department, String role) {
        return host.request()
                .body(Map.of("email", Hosts.newAddress(), "role", role, "department", department))
                .post("/api/v1/invitations")
                .then();
    }

    private static ValidatableResponse decide(Host host, User user, String how) {
        return host.request().post("/api/v1/members/" + user.id() + "/" + how).then();
    }

    private static String join(String tenant, String email) {
        return given().contentType("application/json")
                .body(Map.of("tenant", tenant, "email", email))
                .post("/api/v1/auth/join")
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    private static ValidatableResponse batch(Host host, String type, String body, String query) {
        return given().auth()
                .oauth2(host.token())
                .contentType(type + "; charset=utf-8")
                .body(body)
                .post(BATCH + query)
                .then();
    }

    private int invitedOf(String domain) {
        return controlPlane.read(h ->
                h.createQuery("SELECT COUNT(*) FROM invitations WHERE email LIKE :like")
                        .bind("like", "%@" + domain)
                        .mapTo(Integer.class)
                        .one());
    }
}
