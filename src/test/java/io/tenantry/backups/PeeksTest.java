package io.tenantry.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Peeks over the API: opened, looked at, compared, and rows of them brought back. */
@ServerTest
class PeeksTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";

    @Inject Fleet fleet;

    private String done(ValidatableResponse asked, String what) {
        fleet.awaitState(asked.statusCode(202).extract().path("operation.id"), "succeeded");
        return asked.extract().path(what);
    }

    private ValidatableResponse post(String path, Object body) {
        return fleet.asOperator().body(body).post(path).then();
    }

    private static String makeDesign(String token, String title) {
        return Fleet.as(token)
                .body(Map.of("title", title, "prompt", "as it is"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void aPeekIsOpenedComparedAndRowsOfItComeBack() {
        Fleet.Open tenant = fleet.open();
        String kept = makeDesign(tenant.token(), "Kept");
        String lost = makeDesign(tenant.token(), "Lost");
        String peeks = TENANTS + tenant.slug() + "/peeks";
        String backup =
                done(
                        fleet.asOperator().post(TENANTS + tenant.slug() + "/backups").then(),
                        "backup.id");
        String peek =
                peeks
                        + "/"
                        + done(
                                post(peeks, Map.of("backup", backup, "minutes", 5))
                                        .body("peek.state", equalTo("making"))
                                        .body("operation.kind", equalTo("peek.open")),
                                "peek.id");
        Fleet.as(tenant.token()).delete("/api/v1/designs/" + lost).then().statusCode(204);
        makeDesign(tenant.token(), "New");

        fleet.asOperator()
                .get(peek)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("handedOutAt", nullValue());
        post(peek + "/diff", Map.of("tables", List.of("designs"), "examples", 3))
                .statusCode(200)
                .body("same", equalTo(false))
                .body("tables.added", contains(1))
                .body("tables.missing", contains(1))
                .body("tables.changed", contains(0))
                .body("tables[0].examples.then.title", hasItem("Lost"))
                .body("tables[0].examples.now.title", hasItem("New"));

        Map<String, Object> wish =
                Map.of(
                        "table",
                        "designs",
                        "mode",
                        "insert-missing",
                        "filters",
                        List.of(Map.of("column", "title", "op", "eq", "value", "Lost")));
        Map<String, Object> trial = new HashMap<>(wish);
        trial.put("dryRun", true);
        post(peek + "/rows", trial).statusCode(200).body("inserted", equalTo(1));
        String rows = done(post(peek + "/rows", wish), "rows.id");
        fleet.asOperator()
                .get(peek + "/rows/" + rows)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("inserted", equalTo(1));
        assertThat(
                        Fleet.as(tenant.token())
                                .get("/api/v1/designs")
                                .then()
                                .extract()
                                .<List<String>>path("items.id"))
                .contains(kept, lost)
                .hasSize(3);

        post(peek + "/access", Map.of())
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("host", notNullValue())
                .body("password", notNullValue());
        post(peek + "/access", Map.of()).statusCode(409).body("code", equalTo("peek_handed_out"));
        fleet.asOperator().get(peeks).then().statusCode(200).body("items.state", contains("open"));
        done(fleet.asOperator().delete(peek).then(), "peek.id");
        fleet.asOperator().get(peek).then().statusCode(404).body("code", equalTo("peek_not_found"));
    }

    @Test
    void refusesWhatCannotBe() {
        String peeks = TENANTS + fleet.shared("peeked").slug() + "/peeks";
        String nothing = peeks + "/" + Ulid.next();
        Map<String, Object> rows = Map.of("table", "designs", "mode", "replace");

        post(peeks, Map.of("backup", Ulid.next()))
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
        post(peeks, Map.of("backup", Ulid.next(), "minutes", 0))
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
        post(peeks, Map.of("at", "2020-11-24T10:32:05Z"))
                .statusCode(409)
                .body("code", equalTo("time_before_backups"));
        for (ValidatableResponse answer :
                List.of(
                        post(nothing + "/diff", Map.of()),
                        post(nothing + "/rows", rows),
                        post(nothing + "/access", Map.of()),
                        fleet.asOperator().get(nothing).then(),
                        fleet.asOperator().delete(nothing).then())) {
            answer.statusCode(404).body("code", equalTo("peek_not_found"));
        }
        fleet.asOperator()
                .get(nothing + "/rows/" + Ulid.next())
                .then()
                .statusCode(404)
                .body("code", equalTo("rows_not_found"));
    }

    @Test
    void membersMayNotPeek() {
        Fleet.Open tenant = fleet.shared("peeked");
        String peeks = TENANTS + tenant.slug() + "/peeks";
        String peek = peeks + "/" + Ulid.next();

        for (ValidatableResponse answer :
                List.of(
                        Fleet.as(tenant.token()).get(peeks).then(),
                        Fleet.as(tenant.token()).body(Map.of()).post(peeks).then(),
                        Fleet.as(tenant.token()).get(peek).then(),
                        Fleet.as(tenant.token()).delete(peek).then(),
                        Fleet.as(tenant.token()).post(peek + "/access").then(),
                        Fleet.as(tenant.token()).body(Map.of()).post(peek + "/diff").then(),
                        Fleet.as(tenant.token()).get(peek + "/rows/" + Ulid.next()).then())) {
            answer.statusCode(403).body("code", equalTo("permission_denied"));
        }
    }
}
