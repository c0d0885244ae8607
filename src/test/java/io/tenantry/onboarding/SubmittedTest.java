package io.tenantry.onboarding;

import static io.tenantry.onboarding.SignUpRulesTest.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestAccounts;
import io.tenantry.server.TestMailServer;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of sign-ups that are handed in, and of too many. */
@ServerTest
class SubmittedTest {
    private static final String DECISIONS = "/api/v1/platform/sign-ups/";

    @Inject ControlPlane controlPlane;
    @Inject Fleet fleet;
    @Inject TestOffer offer;

    @AfterEach
    void reset() {
        offer.reset();
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }

    @Test
    void whoeverSubmitsTwiceAtOnceGetsOneTenant() {
        Wizard wizard = Wizard.begin().filled();

        assertThat(together(List.of(wizard::submit, wizard::submit, wizard::submit)))
                .containsExactly(202, 202, 202);

        wizard.awaitState("done");
        wizard.submit().statusCode(202).body("state", equalTo("done"));
        refused(wizard.retry(), 409, "operation_not_retryable");
        refused(wizard.organisation(Fleet.newSlug()), 409, "sign_up_state_conflict");
        int tenants =
                controlPlane.read(h ->
                        h.createQuery("SELECT COUNT(*) FROM tenants WHERE slug = :slug")
                                .bind("slug", wizard.slug())
                                .mapTo(Integer.class)
                                .one());
        assertThat(tenants).isEqualTo(1);
    }

    @Test
    void whatCannotBeMadeIsUndoneAndCanBeSubmittedAgain() {
        Wizard wizard = Wizard.begin().filled();
        // A role that the table has no room for.
        update(
                "UPDATE sign_ups SET people = ? WHERE id = ?",
                "[{\"email\":\"a@x.test\",\"role\":\"%s\"}]".formatted("x".repeat(41)),
                wizard.id());
        wizard.submit().statusCode(202);
        wizard.awaitState("undone");

        wizard.read().body("failure", notNullValue());
        wizard.get("operation")
                .body("state", equalTo("undone"))
                .body("error.detail", equalTo(null));
        refused(
                fleet.asOperator().get("/api/v1/platform/tenants/" + wizard.slug()).then(),
                404,
                "tenant_not_found");
        wizard.put("invitations", List.of(Map.of("email", "b@x.test")))
                .statusCode(200)
                .body("state", equalTo("open"));
        wizard.submit().statusCode(202);
        wizard.awaitState("done");
    }

    @Test
    void whatStoppedHalfWayGoesOnByARetry() {
        Wizard wizard = Wizard.begin().filled();
        String operation = wizard.submit().extract().path("operation");
        wizard.awaitState("done");
        update(
                "UPDATE operation_steps SET state = 'doing' WHERE operation_id = ? AND name = 'set-up-organisation'",
                operation);
        update("UPDATE operations SET state = 'failed' WHERE id = ?", operation);
        wizard.read().body("state", equalTo("failed"));

        wizard.retry().statusCode(202);

        wizard.awaitState("done");
    }

    private void update(String sql, Object... parameters) {
        controlPlane.useTransaction(handle -> handle.execute(sql, parameters));
    }

    @Test
    void withoutRoomASignUpIsKeptAndStrangersLearnOfNoServer() {
        offer.setRegions(List.of("moon"));
        Wizard wizard = Wizard.begin().filled();
        wizard.put("plan", Map.of("region", "moon")).statusCode(200);

        wizard.submit()
                .statusCode(409)
                .body("code", equalTo("no_server_available"))
                .body("detail", not(containsString("label")));
        wizard.read().body("state", equalTo("open"));
    }

    @Test
    void aPlatformAdministratorApprovesOnce() {
        offer.setMode(Mode.APPROVAL);
        Wizard wizard = Wizard.begin().filled();
        wizard.put("organisation", Map.of("name", wizard.slug(), "slug", wizard.slug()));
        wizard.submit().statusCode(202).body("state", equalTo("waiting"));
        Awaitility.await()
                .until(() ->
                        TestMailServer.to(TestAccounts.ADMIN_EMAIL).stream()
                                .anyMatch(mail ->
                                        mail.subject().contains(wizard.slug())
                                                && mail.text()
                                                        .contains(
                                                                "/platform/sign-ups?sign-up="
                                                                        + wizard.id())));
        refused(wizard.organisation(Fleet.newSlug()), 409, "sign_up_state_conflict");
        refused(wizard.get("events"), 404, "operation_not_found");
        // What has been handed in waits on, whatever is configured now.
        offer.setMode(Mode.OFF);
        wizard.submit().statusCode(202).body("state", equalTo("waiting"));
        fleet.asOperator()
                .get(DECISIONS + "?state=waiting")
                .then()
                .statusCode(200)
                .body("items.slug", hasItem(wizard.slug()));

        assertThat(together(List.of(() -> approve(wizard), () -> approve(wizard))))
                .containsExactly(202, 409);

        wizard.awaitState("done");
        TestMailServer.Received approved = TestMailServer.last(wizard.email(), 2);
        assertThat(approved.subject()).contains("approved");
        assertThat(approved.text()).contains("/t/" + wizard.slug());
    }

    private ValidatableResponse approve(Wizard wizard) {
        return fleet.asOperator().post(DECISIONS + wizard.id() + "/approve").then();
    }

    @Test
    void whoeverIsRejectedReadsWhyAndMayMendIt() {
        offer.setMode(Mode.APPROVAL);
        Wizard wizard = Wizard.begin().filled();
        wizard.submit().statusCode(202);

        fleet.asOperator()
                .body(Map.of("reason", "Write your name in full."))
                .post(DECISIONS + wizard.id() + "/reject")
                .then()
                .statusCode(200);

        wizard.read()
                .body("state", equalTo("rejected"))
                .body("reason", equalTo("Write your name in full."));
        assertThat(TestMailServer.last(wizard.email(), 2).text()).contains("in full");
        refused(approve(wizard), 409, "sign_up_state_conflict");
        wizard.organisation(wizard.slug()).statusCode(200).body("state", equalTo("open"));
        wizard.submit().statusCode(202).body("state", equalTo("waiting"));
    }

    @Test
    void whereSignUpIsOffNothingBegins() {
        Wizard wizard = Wizard.begin().filled();
        offer.setMode(Mode.OFF);

        refused(Wizard.json().body("{}").post("/api/v1/onboarding").then(), 403, "onboarding_off");
        refused(Wizard.json().get("/api/v1/onboarding/slugs/acme").then(), 403, "onboarding_off");
        refused(wizard.submit(), 403, "onboarding_off");
        wizard.read().statusCode(200);
        Wizard.json().get("/api/v1/onboarding").then().body("mode", equalTo("off"));
    }

    @Test
    void oneMailboxDoesNotFillTheServers() {
        Wizard wizard = Wizard.begin().filled();
        update(
                "UPDATE sign_ups SET email = ?, state = 'submitted', submitted_at = ? WHERE id = ?",
                wizard.email(),
                controlPlane.now(),
                Wizard.begin().id());
        offer.setPerPerson(1);

        refused(wizard.submit(), 429, "too_many_attempts");
        wizard.read().body("state", equalTo("open"));
        offer.setPerPerson(2);
        wizard.submit().statusCode(202);
    }

    @Test
    void aFloodIsHeldBack() throws Exception {
        offer.setMostUnfinished(0);
        refused(Wizard.json().body("{}").post("/api/v1/onboarding").then(), 503, "service_busy");
        offer.reset();

        // Addresses of this machine that no other test calls from. Should Redis falter meanwhile,
        // this replica counts anew.
        assertThat(callsUntilRefused("127.0.0.4", "POST", "")).isBetween(80, 160);
        assertThat(callsUntilRefused("127.0.0.5", "GET", "/slugs/acme")).isBetween(20, 40);
    }

    private static int callsUntilRefused(String from, String method, String path) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .localAddress(InetAddress.getByName(from))
                        .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d/api/v1/onboarding%s"
                                                    .formatted(RestAssured.port, path)))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    method.equals("GET")
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int calls = 0;
            while (System.nanoTime() < end
                    && client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                            != 429) {
                calls++;
            }
            return calls;
        }
    }
}
