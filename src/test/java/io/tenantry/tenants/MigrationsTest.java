package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations over the API. */
@ServerTest
class MigrationsTest {
    private static final String MIGRATIONS = "/api/v1/platform/migrations";
    private static final String A_ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String NOBODY_KNOWS_IT = "0".repeat(64);

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;

    /** A tenant of which the books say that it has a version of long ago. */
    private Fleet.Open outdated() {
        Fleet.Open open = fleet.open();
        controlPlane.useTransaction(handle ->
                handle.createUpdate(
                                """
                                UPDATE tenant_databases SET changelog_version = :version
                                WHERE tenant_id = :tenant
                                """)
                        .bind("version", NOBODY_KNOWS_IT)
                        .bind("tenant", open.id().value())
                        .execute());
        return open;
    }

    private ValidatableResponse start(Map<String, ?> wish) {
        return fleet.asOperator().body(wish).post(MIGRATIONS).then();
    }

    private String awaitEnd(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                fleet.asOperator()
                                        .get("%s/%s".formatted(MIGRATIONS, id))
                                        .<String>path("state"),
                        state -> !"running".equals(state));
    }

    @Test
    void aMigrationBringsATenantUpToDateWhileItsMembersWork() throws Exception {
        Fleet.Open open = outdated();

        ValidatableResponse asked =
                start(Map.of("tenants", List.of(open.slug()), "waves", List.of(100)))
                        .statusCode(202)
                        .body("state", equalTo("running"))
                        .body("waves", equalTo(1))
                        .body("settings.parallelism", equalTo(4));
        String id = asked.extract().path("id");
        asked.header("Location", endsWith("/migrations/" + id));

        ServerSentEvents events =
                ServerSentEvents.follow(fleet, "%s/%s/events".formatted(MIGRATIONS, id), null);
        assertThat(events.data()).last().matches(event -> event.contains("\"succeeded\":1"));
        fleet.asOperator()
                .accept("text/event-stream")
                .header("Last-Event-ID", events.ids().getLast())
                .get("%s/%s/events".formatted(MIGRATIONS, id))
                .then()
                .statusCode(204);
        assertThat(awaitEnd(id)).isEqualTo("succeeded");
        fleet.asOperator()
                .get("%s/%s/targets".formatted(MIGRATIONS, id))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].slug", equalTo(open.slug()))
                .body("items[0].from", equalTo(NOBODY_KNOWS_IT))
                .body("items[0].state", equalTo("succeeded"));
        fleet.asOperator()
                .get("/api/v1/platform/tenants/" + open.slug())
                .then()
                .body("schemaVersion", equalTo(asked.extract().path("to")));
        Fleet.as(open.token()).get("/api/v1/designs").then().statusCode(200);
    }

    @Test
    void aTenantOnAnOlderSchemaIsRefusedUntilItIsMigrated() {
        Fleet.Open open = fleet.open();
        String older = Ulid.next().repeat(3).substring(0, 64);
        controlPlane.useTransaction(handle -> {
            handle.execute(
                    """
                    INSERT INTO changelog_recordings
                        (changelog_version, engine, replayable, statements, fingerprint, recorded_at)
                    VALUES (?, 'mariadb-10', FALSE, '[]', ?, '2000-01-01')
                    """,
                    older,
                    older);
            handle.execute(
                    "UPDATE tenant_databases SET changelog_version = ? WHERE tenant_id = ?",
                    older,
                    open.id().value());
        });
        // Replicas hear of it as of any change of a route.
        fleet.setState(open.id(), "active");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> Fleet.as(open.token()).get("/api/v1/designs").statusCode() == 503);
        Fleet.as(open.token())
                .get("/api/v1/designs")
                .then()
                .header("Retry-After", equalTo("2"))
                .body("code", equalTo("schema_outdated"));

        String id =
                start(Map.of("tenants", List.of(open.slug()))).statusCode(202).extract().path("id");
        assertThat(awaitEnd(id)).isEqualTo("succeeded");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Fleet.as(open.token()).get("/api/v1/designs").statusCode() == 200);
    }

    @Test
    void aPlanNamesVersionsAndStatements() {
        Fleet.Open open = outdated();

        fleet.asOperator()
                .body(Map.of("tenants", List.of(open.slug())))
                .post(MIGRATIONS + "/plan")
                .then()
                .statusCode(200)
                .body("upToDate", equalTo(0))
                .body("ways", hasSize(1))
                .body("ways[0].from", equalTo(NOBODY_KNOWS_IT))
                .body("ways[0].databases", equalTo(1))
                .body("ways[0].replayable", equalTo(false));
    }

    /** A tenant of a version whose databases have a table that the changelog wants to make. */
    @Test
    void aChangelogThatDoesNotRunIsRefusedWithTheChangesetAndTheDatabasesWords() {
        Fleet.Open open = fleet.open();
        String older = Ulid.next().repeat(3).substring(0, 64);
        controlPlane.useTransaction(handle -> {
            handle.execute(
                    """
                    INSERT INTO changelog_recordings
                        (changelog_version, engine, replayable, statements, fingerprint, recorded_at)
                    SELECT DISTINCT ?, engine, TRUE, '["CREATE TABLE designs (id INT)"]', ?, '2000-01-01'
                    FROM changelog_recordings
                    WHERE replayable
                    """,
                    older,
                    older);
            handle.execute(
                    "UPDATE tenant_databases SET changelog_version = ? WHERE tenant_id = ?",
                    older,
                    open.id().value());
        });

        for (String path : List.of(MIGRATIONS, MIGRATIONS + "/plan")) {
            fleet.asOperator()
                    .body(Map.of("tenants", List.of(open.slug())))
                    .post(path)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("changelog_broken"))
                    .body("detail", containsString("changelog/tenant/"))
                    .body("detail", containsString("'designs' already exists"))
                    .body("remedy", containsString("changeset"));
        }
    }

    @Test
    void withNothingToDoItHasSucceededAtOnceAndIsListed() {
        Fleet.Open open = fleet.shared("migrations");

        String id =
                start(Map.of("tenants", List.of(open.id().value())))
                        .statusCode(202)
                        .body("state", equalTo("succeeded"))
                        .body("upToDate", equalTo(1))
                        .extract()
                        .path("id");

        fleet.asOperator()
                .get(MIGRATIONS + "?limit=200")
                .then()
                .statusCode(200)
                .body("items.findAll { it.id == '%s' }".formatted(id), hasSize(1));
        fleet.asOperator()
                .get("/api/v1/platform/audit?action=migration.start&limit=200")
                .then()
                .body("items.findAll { it.subject == '%s' }.size()".formatted(id), equalTo(1))
                .body("items.size()", greaterThanOrEqualTo(1));
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswer() {
        String operator = fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_ADMIN));
        String key = Ulid.next();
        Map<String, ?> wish = Map.of("tenants", List.of(fleet.shared("migrations").id().value()));

        String first = once(operator, key, wish);

        assertThat(once(operator, key, wish)).isEqualTo(first);
    }

    private static String once(String token, String key, Map<String, ?> wish) {
        return Fleet.as(token)
                .header("Idempotency-Key", key)
                .body(wish)
                .post(MIGRATIONS)
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"waves\":[50]} | migration_malformed",
                "{\"waves\":[null,100]} | migration_malformed",
                "{\"parallelism\":0} | migration_malformed",
                "{\"lockWaitSeconds\":3601} | migration_malformed",
                "{\"canary\":{\"Ring\":\"x\"}} | labels_malformed",
                "{\"hurry\":true} | unknown_field",
                "{\"waves\":\"all\"} | malformed_body"
            })
    void settingsOutOfTheirRangeAreRefused(String body, String code) {
        fleet.asOperator()
                .body(body)
                .post(MIGRATIONS)
                .then()
                .statusCode(400)
                .body("code", equalTo(code));
    }

    @Test
    void anUnknownTenantIsNotFound() {
        start(Map.of("tenants", List.of("nobody-at-all")))
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "retry", "cancel"})
    void whatHasEndedStandsAsItIs(String move) {
        String id =
                start(Map.of("tenants", List.of(fleet.shared("migrations").id().value())))
                        .extract()
                        .path("id");

        fleet.asOperator()
                .post("%s/%s/%s".formatted(MIGRATIONS, id, move))
                .then()
                .statusCode(409)
                .body("code", equalTo("migration_state_conflict"));
        for (String unknown : List.of(A_ULID, "x'--", "夏")) {
            fleet.asOperator()
                    .post(MIGRATIONS + "/{id}/" + move, unknown)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("migration_not_found"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/targets", "/events"})
    void anUnknownMigrationIsNotFound(String path) {
        for (String unknown : List.of(A_ULID, "x'--", "夏")) {
            fleet.asOperator()
                    .accept("*/*")
                    .get(MIGRATIONS + "/{id}" + path, unknown)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("migration_not_found"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "POST, ''",
        "POST, /plan",
        "GET, /01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "GET, /01ARZ3NDEKTSV4RRFFQ69G5FAV/targets",
        "GET, /01ARZ3NDEKTSV4RRFFQ69G5FAV/events",
        "POST, /01ARZ3NDEKTSV4RRFFQ69G5FAV/pause",
        "POST, /01ARZ3NDEKTSV4RRFFQ69G5FAV/resume",
        "POST, /01ARZ3NDEKTSV4RRFFQ69G5FAV/retry",
        "POST, /01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel",
        "GET, /01ARZ3NDEKTSV4RRFFQ69G5FAV/rollback",
        "POST, /01ARZ3NDEKTSV4RRFFQ69G5FAV/rollback"
    })
    void isOpenToPlatformAdministratorsOnly(String method, String path) {
        for (String role : List.of(Roles.ENTERPRISE_ADMIN, "member")) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .body("{}")
                    .request(method, MIGRATIONS + path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        given().contentType("application/json")
                .body("{}")
                .request(method, MIGRATIONS + path)
                .then()
                .statusCode(401);
    }

    @Test
    void aTenantsTagsAreWhatCanariesAreFoundBy() {
        Fleet.Open open = fleet.shared("migrations");

        fleet.asOperator()
                .body(Map.of("tags", Map.of("ring", "canary")))
                .patch("/api/v1/platform/tenants/" + open.slug())
                .then()
                .statusCode(200)
                .body("tags.ring", equalTo("canary"))
                .body("name", equalTo("Acme Fashion"));
        fleet.asOperator()
                .body(Map.of("tags", Map.of("Ring", "no")))
                .patch("/api/v1/platform/tenants/" + open.slug())
                .then()
                .statusCode(400)
                .body("code", equalTo("labels_malformed"));
    }
}
