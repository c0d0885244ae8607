package io.tenantry.backups;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.http.Method;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups over the API, once they are made: tried, kept, removed; and tenants at risk. */
@ServerTest
class BackupCareTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";
    private static final String AT_RISK = "/api/v1/platform/backups/at-risk";
    private static final String DRILLS = "/api/v1/platform/backups/drills";

    @Inject Fleet fleet;
    @Inject TestClock clock;
    @Inject @Readiness BackupWatch watch;

    @AfterEach
    void now() {
        clock.reset();
    }

    private String done(ValidatableResponse asked) {
        fleet.awaitState(asked.statusCode(202).extract().path("operation.id"), "succeeded");
        return asked.extract().path("backup.id");
    }

    private String backUp(String tenant) {
        return done(fleet.asOperator().post(TENANTS + tenant + "/backups").then());
    }

    private @Nullable Map<String, Object> riskOf(String slug) {
        String cursor = null;
        do {
            var request = fleet.asOperator().queryParam("limit", 200);
            JsonPath page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get(AT_RISK)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            List<Map<String, Object>> found =
                    page.getList("items.findAll { it.slug == '%s' }".formatted(slug));
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        return null;
    }

    @Test
    void aDrillLeavesAReceipt() {
        String slug = fleet.shared("backed-up").slug();
        String backup = backUp(slug);

        ValidatableResponse asked =
                fleet.asOperator()
                        .post(TENANTS + slug + "/backups/" + backup + "/drill")
                        .then()
                        .body("drill.state", equalTo("running"))
                        .body("operation.kind", equalTo("backup.drill"));
        done(asked);

        String drill = asked.extract().path("drill.id");
        String found = "items.find { it.id == '%s' }.".formatted(drill);
        fleet.asOperator()
                .get(DRILLS)
                .then()
                .statusCode(200)
                .body(found + "state", equalTo("passed"))
                .body(found + "backup", equalTo(backup))
                .body(found + "rows", greaterThan(0))
                .body(found + "recoveryTimeSeconds", notNullValue())
                .body(found + "recoveryPointSeconds", notNullValue());
    }

    @Test
    void pruningSaysWhatStaysAndWhy() {
        String slug = fleet.open().slug();
        String backup = backUp(slug);

        fleet.asOperator()
                .body(Map.of("dryRun", true))
                .post(TENANTS + slug + "/backups/prune")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("backups.backup", contains(backup))
                .body("backups[0].stays", equalTo(true))
                .body("backups[0].reasons", hasItem("manual"))
                .body("operations.size()", equalTo(0));
        fleet.asOperator()
                .get(TENANTS + slug + "/backups/" + backup)
                .then()
                .body("origin", equalTo("manual"));
    }

    @Test
    void pruningRemovesWhatTheTenantsRulesNoLongerKeep() {
        String slug = fleet.open().slug();
        String first = backUp(slug);
        String second = backUp(slug);
        for (String rule : List.of("hourly", "daily", "weekly", "monthly", "manual")) {
            fleet.asOperator()
                    .body(Map.of("value", 0))
                    .put(TENANTS + slug + "/settings/backups.keep." + rule)
                    .then()
                    .statusCode(200);
        }

        String operation =
                fleet.asOperator()
                        .body(Map.of())
                        .post(TENANTS + slug + "/backups/prune")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("operations[0]");
        fleet.awaitState(operation, "succeeded");

        fleet.asOperator()
                .get(TENANTS + slug + "/backups")
                .then()
                .body("items.id", contains(second));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void aTenantWithoutABackupIsAtRiskUntilItHasOneOrNoSchedule() {
        Fleet.Open tenant = fleet.open();
        assertThat(riskOf(tenant.slug())).isNull();

        clock.putForward(Duration.ofHours(3));

        assertThat(riskOf(tenant.slug()))
                .containsEntry("risks", List.of("never"))
                .containsEntry("schedule", "daily");
        watch.look();
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'backups' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'backups' }.data.never", greaterThan(0));
        assertThat(given().get("/q/metrics").asString())
                .contains("tenantry_backups_at_risk{risk=\"never\"}");
        backUp(tenant.slug());
        assertThat(riskOf(tenant.slug())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/platform/backups/at-risk",
        "GET, /api/v1/platform/backups/drills",
        "POST, /api/v1/platform/tenants/acme/backups/prune",
        "POST, /api/v1/platform/tenants/acme/backups/01JD8Q3C5N8F4T3J6B1ZK2M7XA/drill"
    })
    void membersMayNot(Method method, String path) {
        Fleet.as(fleet.shared("backed-up").token())
                .body(Map.of())
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("permission_denied"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String slug = fleet.shared("backed-up").slug();

        fleet.asOperator()
                .post(TENANTS + slug + "/backups/" + Ulid.next() + "/drill")
                .then()
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
        fleet.asOperator()
                .body(Map.of())
                .post(TENANTS + "nobody-here/backups/prune")
                .then()
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"));
    }
}
