package io.tenantry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.access.invitation.Hosts;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestMailServer;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An organisation signs up, from the first call to the first design. */
@ServerTest
class SignUpFlowTest {
    @Inject ControlPlane controlPlane;
    @Inject SignUpPurge purge;

    @Test
    void anOrganisationSignsUpAndItsPeopleComeIn() {
        Wizard wizard = Wizard.begin();
        String guest = Hosts.newAddress();
        wizard.read()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("missing", contains("organisation", "administrator"));

        wizard.organisation(wizard.slug()).body("organisation.slug", equalTo(wizard.slug()));
        wizard.administrator()
                .statusCode(200)
                .body("administrator.verified", equalTo(false))
                .body("administrator.account", nullValue());
        wizard.verify(wizard.code(1).replace(" ", ""))
                .statusCode(200)
                .body("administrator.account", equalTo("new"));
        wizard.password(Wizard.PASSWORD).statusCode(200).body("missing", equalTo(List.of()));
        wizard.put("plan", Map.of("plan", "standard")).statusCode(200);
        wizard.put("departments", departments()).statusCode(200);
        wizard.request()
                .contentType("text/csv")
                .body(
                        "email,name,role,department\n"
                                + guest
                                + ",Grace,department_admin,Design/Knitwear\n"
                                + wizard.email()
                                + ",,,\n")
                .put("/api/v1/onboarding/" + wizard.id() + "/invitations")
                .then()
                .statusCode(200)
                .body("invitations.department", hasItems("Design/Knitwear"));

        ValidatableResponse submitted = wizard.submit().statusCode(202);
        assertThat(submitted.extract().<String>path("tenant")).isNotNull();
        wizard.awaitState("done");

        wizard.get("operation")
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("steps.name", hasItems("first-administrator", "set-up-organisation"));
        assertThat(
                        wizard.request()
                                .accept("text/event-stream")
                                .get("/api/v1/onboarding/" + wizard.id() + "/events")
                                .asString())
                .contains("\"set-up-organisation\"", "\"succeeded\"");
        worksAsItsAdministrator(wizard);
        String token = TestMailServer.only(guest).token();
        Hosts.accept(Map.of("token", token, "password", "slow trains count purple otters"))
                .statusCode(200)
                .body("state", equalTo("active"));
        assertThat(TestMailServer.to(wizard.email())).hasSize(1);
        whatWasEnteredIsForgotten(wizard);
    }

    private static Map<String, Object> departments() {
        return Map.of(
                "departments",
                List.of(
                        Map.of(
                                "name",
                                "Design",
                                "departments",
                                List.of(Map.of("name", "Knitwear"), Map.of("name", "Woven"))),
                        Map.of("name", "Sales")));
    }

    /** They sign in by their password, choose the tenant, and find their departments there. */
    private static void worksAsItsAdministrator(Wizard wizard) {
        String token =
                Wizard.json()
                        .body(Map.of("email", wizard.email(), "password", Wizard.PASSWORD))
                        .post("/api/v1/auth/login")
                        .then()
                        .statusCode(200)
                        .body("tenants.slug", contains(wizard.slug()))
                        .body("tenants[0].roles", contains(Roles.ENTERPRISE_ADMIN))
                        .extract()
                        .path("accessToken");
        String chosen =
                Fleet.as(token)
                        .body(Map.of("tenant", wizard.slug()))
                        .post("/api/v1/auth/tenant")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("accessToken");
        Fleet.as(chosen)
                .get("/api/v1/departments")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("Design", "Knitwear", "Woven", "Sales"));
        Fleet.as(chosen)
                .body(Map.of("title", "First", "prompt", "A red coat"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201);
        Fleet.as(chosen)
                .get("/api/v1/audit")
                .then()
                .body(
                        "items.action",
                        hasItems("tenant.create", "sign-up.submit", "invitation.create-many"));
    }

    private void whatWasEnteredIsForgotten(Wizard wizard) {
        purge.purge();
        int kept =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT COUNT(*) FROM sign_ups
                                        WHERE id = :id AND password_hash IS NULL AND people IS NULL
                                        """)
                                .bind("id", wizard.id())
                                .mapTo(Integer.class)
                                .one());
        assertThat(kept).isEqualTo(1);
        wizard.read().statusCode(200).body("state", equalTo("done"));
    }
}
