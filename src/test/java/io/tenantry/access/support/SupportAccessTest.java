package io.tenantry.access.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.server.TestMailServer;
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
import org.junit.jupiter.params.provider.CsvSource;

/** People of the platform in tenants that let them in. */
@ServerTest
class SupportAccessTest {
    private static final String REASON = "Ticket 4711: a design cannot be opened";
    private static final Map<String, String> DESIGN = Map.of("title", "Coat", "prompt", "linen");

    @Inject Fleet fleet;
    @Inject Staff staff;
    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    private TenantId tenant;
    private Staff.Person admin;
    private User grace;
    private String office;

    @BeforeEach
    void peopleComeToWork() {
        tenant = fleet.shared("support-access").id();
        admin = staff.hire(tenant, Roles.ENTERPRISE_ADMIN, null);
        grace = people.somebody();
        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE users SET platform_role = 'platform_admin', name = 'Grace' WHERE id = ?",
                        grace.id()));
        office = Calls.accessToken(grace);
        allow("none", null).statusCode(200);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private ValidatableResponse allow(String most, @Nullable String until) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("allowed", most);
        wish.put("until", until);
        return admin.puts("support-access", wish);
    }

    private String visits() {
        return "/api/v1/platform/tenants/" + tenant.value() + "/support-visits";
    }

    private ValidatableResponse enter(String mode) {
        return Fleet.as(office).body(Map.of("mode", mode, "reason", REASON)).post(visits()).then();
    }

    private static ValidatableResponse get(String token, String path) {
        return Fleet.as(token).get("/api/v1/" + path).then();
    }

    private static ValidatableResponse post(String token, String path, Object body) {
        return Fleet.as(token).body(body).post("/api/v1/" + path).then();
    }

    private static String token(ValidatableResponse entered) {
        return entered.extract().path("accessToken");
    }

    private static String visit(ValidatableResponse entered) {
        return entered.extract().path("visit.id");
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }

    @Test
    void nobodyEntersATenantThatDoesNotSayThatTheyMay() {
        admin.gets("support-access").statusCode(200).body("allowed", equalTo("none"));
        refused(enter("read-only"), 403, "support_not_allowed");

        allow("read-only", null).statusCode(200).body("until", nullValue());
        refused(enter("full"), 403, "support_not_allowed");
        enter("read-only").statusCode(201);
    }

    @Test
    void aReadingGuestSeesAndChangesNothing() {
        allow("read-only", null);
        String guest = token(enter("read-only").statusCode(201));

        for (String path : List.of("designs", "members", "audit", "api-keys", "settings")) {
            get(guest, path).statusCode(200);
        }
        get(guest, "me")
                .statusCode(200)
                .body("tenant.id", equalTo(tenant.value()))
                .body("roles", equalTo(List.of(Roles.SUPPORT_GUEST)))
                .body("visit.mode", equalTo("read-only"))
                .body("visit.reason", equalTo(REASON));
        refused(post(guest, "designs", DESIGN), 403, "permission_denied");
        refused(get(guest, "platform/tenants"), 403, "permission_denied");
    }

    @Test
    void aGuestWithFullAccessWorksAndGivesNobodyAccess() {
        allow("full", null);
        String guest = token(enter("full").statusCode(201));

        post(guest, "designs", DESIGN).statusCode(201);
        post(guest, "exports", Map.of()).statusCode(202);
        Map<String, Object> friend = Map.of("email", "friend@people.test", "role", "member");
        refused(post(guest, "invitations", friend), 403, "permission_denied");
        refused(
                post(guest, "api-keys", Map.of("name", "k", "permissions", List.of("design:read"))),
                403,
                "permission_denied");
        refused(
                Fleet.as(guest)
                        .body(Map.of("role", Roles.ENTERPRISE_ADMIN))
                        .patch("/api/v1/members/" + admin.id())
                        .then(),
                403,
                "permission_denied");
        refused(
                Fleet.as(guest)
                        .body(Map.of("allowed", "full"))
                        .put("/api/v1/support-access")
                        .then(),
                403,
                "permission_denied");
    }

    @Test
    void aVisitDoesNotReachTheGuestsOwnAccount() {
        allow("full", null);
        String guest = token(enter("full").statusCode(201));

        refused(
                Fleet.as(guest)
                        .body(Map.of("password", "guessed", "newPassword", "another one of theirs"))
                        .put("/api/v1/me/password")
                        .then(),
                403,
                "permission_denied");
        refused(post(guest, "me/sessions/end-others", Map.of()), 403, "permission_denied");
    }

    @Test
    void bothAuditLogsNameTheGuestAndEachCall() {
        allow("full", null);
        ValidatableResponse entered = enter("full");
        String id = post(token(entered), "designs", DESIGN).extract().path("id");
        get(token(entered), "designs/" + id).statusCode(200);

        String actor = "support:" + visit(entered);
        for (ValidatableResponse log :
                List.of(
                        admin.gets("audit?actor=" + actor),
                        get(office, "platform/audit?actor=" + actor))) {
            log.statusCode(200)
                    .body("items.actorName", hasItems("Grace"))
                    .body("items.actorEmail", hasItems(grace.email()))
                    .body("items.after.path", hasItems("/api/v1/designs", "/api/v1/designs/" + id))
                    .body("items.after.method", hasItems("GET", "POST"));
        }
        admin.gets("audit?action=support.enter")
                .body("items.after.reason", hasItems(REASON))
                .body("items[0].after.until", containsString("T"))
                .body("items.subject", hasItems(visit(entered)));
    }

    @Test
    void theTenantIsToldAndSeesEachVisit() {
        allow("read-only", null);
        String visit = visit(enter("read-only"));

        admin.gets("support-access/visits")
                .statusCode(200)
                .body("items[0].id", equalTo(visit))
                .body("items[0].name", equalTo("Grace"))
                .body("items[0].reason", equalTo(REASON))
                .body("items[0].state", equalTo("open"));
        get(office, "platform/tenants/" + tenant.value() + "/support-visits")
                .body("items.id", hasItems(visit));
        assertThat(TestMailServer.only(admin.email()).text()).contains("Grace", REASON);
    }

    @Test
    void theTenantEndsAVisitAtOnceAndItsTokenWithIt() {
        allow("full", null);
        ValidatableResponse entered = enter("full");
        get(token(entered), "designs").statusCode(200);

        admin.deletes("support-access/visits/" + visit(entered)).statusCode(204);
        admin.deletes("support-access/visits/" + visit(entered)).statusCode(204);

        refused(get(token(entered), "designs"), 401, "token_revoked");
        refused(renew(visit(entered)), 409, "visit_over");
        admin.gets("support-access/visits")
                .body("items[0].state", equalTo("ended"))
                .body("items[0].endedBy", equalTo(admin.id()));
    }

    private ValidatableResponse renew(String visit) {
        return given().auth().oauth2(office).post(visits() + "/" + visit + "/token").then();
    }

    @Test
    void whatIsNotAllowedAnyMoreEnds() {
        allow("full", null);
        ValidatableResponse entered = enter("full");

        allow("read-only", null).statusCode(200);

        refused(get(token(entered), "designs"), 401, "token_revoked");
    }

    @Test
    void aVisitLastsNoLongerThanWasSaidAndItsTokensNoLongerThanTheVisit() {
        allow("read-only", controlPlane.now().plus(Duration.ofMinutes(20)).toString());
        ValidatableResponse entered = enter("read-only").body("expiresIn", lessThanOrEqualTo(600));
        clock.putForward(Duration.ofMinutes(15));
        office = Calls.accessToken(grace);
        renew(visit(entered)).statusCode(200).body("expiresIn", lessThanOrEqualTo(300));

        clock.putForward(Duration.ofMinutes(6));

        refused(renew(visit(entered)), 409, "visit_over");
    }

    @Test
    void whoeverSignsOutLeavesTheTenantToo() {
        allow("read-only", null);
        ValidatableResponse signedIn = Calls.signIn(grace.email(), People.PASSWORD).statusCode(200);
        office = signedIn.extract().path("accessToken");
        String guest = token(enter("read-only").statusCode(201));

        Calls.signOut(signedIn.extract().path("refreshToken")).statusCode(204);

        refused(get(guest, "designs"), 401, "token_revoked");
    }

    @Test
    void enteringAgainEndsTheFormerVisit() {
        allow("read-only", null);
        String first = token(enter("read-only"));
        String second = token(enter("read-only"));

        refused(get(first, "designs"), 401, "token_revoked");
        get(second, "designs").statusCode(200);
    }

    @Test
    void visitsToAnotherTenantAreNotThere() {
        allow("read-only", null);
        String visit = visit(enter("read-only"));
        Staff.Person neighbour =
                staff.hire(fleet.shared("support-elsewhere").id(), Roles.ENTERPRISE_ADMIN, null);

        refused(neighbour.deletes("support-access/visits/" + visit), 404, "visit_not_found");
        neighbour.gets("support-access/visits").body("items.id", not(hasItems(visit)));
        User other = people.somebody();
        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE users SET platform_role = 'platform_admin' WHERE id = ?",
                        other.id()));
        office = Calls.accessToken(other);
        refused(renew(visit), 404, "visit_not_found");
    }

    @ParameterizedTest
    @CsvSource({"full,'',30", "full,why,0", "full,why,61", "none,why,30", "owner,why,30"})
    void aVisitHasAModeAReasonAndAnHourAtMost(String mode, String reason, int minutes) {
        allow("full", null);
        Fleet.as(office)
                .body(Map.of("mode", mode, "reason", reason, "minutes", minutes))
                .post(visits())
                .then()
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
    }
}
