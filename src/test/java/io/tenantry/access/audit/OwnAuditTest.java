package io.tenantry.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an enterprise sees of its audit log, and whether it is as it was written. */
@ServerTest
class OwnAuditTest {
    private static final String AUDIT = "/api/v1/audit";

    @Inject Fleet fleet;
    @Inject People people;
    @Inject AuditLog audit;
    @Inject ControlPlane controlPlane;

    private Fleet.Open tenant;
    private User person;
    private String admin;

    @BeforeEach
    void signIn() {
        tenant = fleet.shared("own-audit");
        person = people.somebody();
        people.join(person, tenant.id(), "enterprise_admin");
        admin =
                Calls.choose(Calls.accessToken(person), tenant.slug())
                        .extract()
                        .path("accessToken");
    }

    private void append(String actor, String action, String subject) {
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                Actor.local(actor),
                                tenant.id(),
                                action,
                                subject,
                                null,
                                Map.of("word", "=1+1"))));
    }

    @Test
    void membersHaveNamesAndStrangersHaveNone() {
        User stranger = people.somebody();
        append(stranger.id(), "test.strange", "it");

        Fleet.as(admin)
                .get(AUDIT + "?action=access.tenant-chosen&actor=" + person.email())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actorName", equalTo("Somebody"))
                .body("items[0].actorEmail", equalTo(person.email()));
        Fleet.as(admin)
                .get(AUDIT + "?action=test.strange&actor=" + stranger.id())
                .then()
                .body("items", hasSize(1))
                .body("items[0].actorEmail", nullValue());
    }

    @Test
    void whatHappensToAMembersAccountIsToldToTheOrganisationOnce() {
        Calls.signIn(person.email(), "not the password of anybody").statusCode(401);

        String log =
                AUDIT + "?action=access.sign-in-failed&from=" + controlPlane.now().minusSeconds(60);
        await().untilAsserted(() ->
                Fleet.as(admin)
                        .get(log)
                        .then()
                        .body(
                                "items.findAll { it.subject == '%s' }".formatted(person.id()),
                                hasSize(1)));
        Fleet.as(admin)
                .get(log)
                .then()
                .body("items[0].actor", equalTo("anonymous"))
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("items[0].after.entry", notNullValue());
    }

    @Test
    void anotherNameOfAMemberIsToldToTheOrganisation() {
        Fleet.as(Calls.accessToken(person))
                .body(Map.of("name", "Somebody else"))
                .patch("/api/v1/me")
                .then()
                .statusCode(200);

        await().untilAsserted(() ->
                Fleet.as(admin)
                        .get(AUDIT + "?action=access.name-change&actor=" + person.id())
                        .then()
                        .body("items.subject", equalTo(List.of(person.id()))));
    }

    @Test
    void nobodySeesAnotherTenantsEntries() {
        append("somebody", "test.secret", "mine");
        Fleet.Open other = fleet.shared("own-audit-elsewhere");
        User neighbour = people.somebody();
        people.join(neighbour, other.id(), "enterprise_admin");
        String elsewhere =
                Calls.choose(Calls.accessToken(neighbour), other.slug())
                        .extract()
                        .path("accessToken");

        Fleet.as(elsewhere)
                .get(AUDIT)
                .then()
                .statusCode(200)
                .body("items.tenant", everyItem(equalTo(other.id().value())))
                .body("items.action", not(hasItem("test.secret")));
        assertThat(Fleet.as(elsewhere).get(AUDIT + "/export").asString())
                .doesNotContain("test.secret");
    }

    @Test
    void theExportIsCsvThatNoSpreadsheetTakesForFormulasAndIsItselfAnEntry() {
        append("somebody", "test.export", "=cmd|' /C calc'!A0");

        String csv =
                Fleet.as(admin)
                        .get(AUDIT + "/export?action=test.export")
                        .then()
                        .statusCode(200)
                        .header("Content-Type", "text/csv; charset=utf-8")
                        .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                        .extract()
                        .asString();

        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("\"id\",\"at\",\"actor\"");
        assertThat(lines.getLast()).contains("\"'=cmd|' /C calc'!A0\"").contains("\"\"=1+1\"\"");
        Fleet.as(admin)
                .get(AUDIT + "?action=audit.export&actor=" + person.id())
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void theLogOfATenantIsIntactAndItsHeadCanBeNoted() {
        append("somebody", "test.chained", "it");
        String verify = "/api/v1/platform/audit/verify?tenant=" + tenant.slug();

        String head =
                fleet.asOperator()
                        .get(verify)
                        .then()
                        .statusCode(200)
                        .body("intact", equalTo(true))
                        .body("findings", hasSize(0))
                        .extract()
                        .path("head");

        fleet.asOperator().get(verify + "&head=" + head).then().body("intact", equalTo(true));
        fleet.asOperator()
                .get(verify + "&head=" + "1:" + "0".repeat(64))
                .then()
                .body("intact", equalTo(false));
        fleet.asOperator().get(verify + "&head=nonsense").then().statusCode(400);
        fleet.asOperator().get("/api/v1/platform/audit/verify").then().statusCode(200);
    }
}
