package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Caller;
import io.tenantry.access.Roles;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.MigrationMessages.NewMigration;
import io.tenantry.tenants.SchemaConfig.WhenOutdated;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Migrations are taken back over the API. */
@ServerTest
class MigrationRollbackTest {
    private static final String MIGRATIONS = "/api/v1/platform/migrations";
    private static final String ROLLBACK = MIGRATIONS + "/{id}/rollback";
    private static final String A_ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String NOBODY_KNOWS_IT = "0".repeat(64);

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject FleetMigrations migrations;
    @Inject TenantKeys keys;
    @Inject Idempotency idempotency;
    @Inject Caller caller;

    /** A tenant of which the books say that it has another version. */
    private Fleet.Open at(String version) {
        Fleet.Open open = fleet.open();
        controlPlane.useTransaction(handle ->
                handle.execute(
                        "UPDATE tenant_databases SET changelog_version = ? WHERE tenant_id = ?",
                        version,
                        open.id().value()));
        return open;
    }

    /** A version of long ago that looks as the present one does. */
    private String older() {
        String version = Ulid.next().repeat(3).substring(0, 64);
        String present = fleet.asOperator().body("{}").post(MIGRATIONS + "/plan").path("to");
        controlPlane.useTransaction(handle ->
                handle.execute(
                        """
                        INSERT INTO changelog_recordings
                            (changelog_version, engine, replayable, statements, fingerprint,
                             recorded_at)
                        SELECT ?, engine, replayable, statements, fingerprint, '2000-01-01'
                        FROM changelog_recordings
                        WHERE changelog_version = ?
                        """,
                        version,
                        present));
        return version;
    }

    private String migrated(Fleet.Open open) {
        String id =
                fleet.asOperator()
                        .body(Map.of("tenants", List.of(open.slug())))
                        .post(MIGRATIONS)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        assertThat(awaitEnd(id)).isEqualTo("succeeded");
        return id;
    }

    private ValidatableResponse takeBack(String id, Map<String, ?> wish) {
        return fleet.asOperator().body(wish).post(ROLLBACK, id).then();
    }

    private String awaitEnd(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> fleet.asOperator().get(MIGRATIONS + "/" + id).<String>path("state"),
                        state -> !"running".equals(state));
    }

    @Test
    void aMigrationIsTakenBackByAnotherAndItsTenantIsOutdatedUntilItComesForthAgain()
            throws Exception {
        String older = older();
        Fleet.Open open = at(older);
        String forth = migrated(open);
        String version = fleet.asOperator().get(MIGRATIONS + "/" + forth).path("to");

        fleet.asOperator()
                .get(ROLLBACK + "?tenant=" + open.slug(), forth)
                .then()
                .statusCode(200)
                .body("from", equalTo(version))
                .body("to", nullValue())
                .body("ways", hasSize(1))
                .body("ways[0].to", equalTo(older))
                .body("ways[0].databases", equalTo(1));
        ValidatableResponse asked =
                takeBack(forth, Map.of("waves", List.of(100)))
                        .statusCode(202)
                        .body("rollbackOf", equalTo(forth))
                        .body("from", equalTo(version))
                        .body("to", nullValue());
        String back = asked.extract().path("id");
        asked.header("Location", endsWith("/migrations/" + back));

        assertThat(
                        ServerSentEvents.follow(
                                        fleet, "%s/%s/events".formatted(MIGRATIONS, back), null)
                                .data())
                .last()
                .matches(event -> event.contains("\"succeeded\":1"));
        fleet.asOperator()
                .get(MIGRATIONS + "/{id}/targets", back)
                .then()
                .body("items[0].from", equalTo(version))
                .body("items[0].to", equalTo(older))
                .body("items[0].state", equalTo("succeeded"));
        fleet.asOperator()
                .get("/api/v1/platform/tenants/" + open.slug())
                .then()
                .body("schemaVersion", equalTo(older));
        fleet.asOperator()
                .get("/api/v1/platform/audit?action=migration.rollback&limit=200")
                .then()
                .body("items.findAll { it.subject == '%s' }".formatted(back), hasSize(1));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Fleet.as(open.token()).get("/api/v1/designs").statusCode() == 503);
        migrated(open);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Fleet.as(open.token()).get("/api/v1/designs").statusCode() == 200);
    }

    @Test
    void aWayBackThatNobodyKnowsIsRefusedWithWhatToDo() {
        String forth = migrated(at(NOBODY_KNOWS_IT));

        takeBack(forth, Map.of("destructive", true))
                .statusCode(409)
                .body("code", equalTo("rollback_impossible"))
                .body("remedy", endsWith("migrate to the release that has it."));
        fleet.asOperator()
                .get(ROLLBACK, forth)
                .then()
                .statusCode(409)
                .body("code", equalTo("rollback_impossible"));
    }

    @Test
    void whatAnotherReleaseMigratedIsRefused() {
        String forth = migrated(fleet.shared("migrations"));
        controlPlane.useTransaction(handle ->
                handle.execute(
                        "UPDATE migrations SET to_version = ? WHERE id = ?",
                        NOBODY_KNOWS_IT,
                        forth));

        takeBack(forth, Map.of())
                .statusCode(409)
                .body("code", equalTo("rollback_of_another_release"));
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswer() {
        String forth = migrated(fleet.shared("migrations"));
        String operator = fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_ADMIN));
        String key = Ulid.next();

        String first = once(operator, key, forth);

        assertThat(once(operator, key, forth)).isEqualTo(first);
        Fleet.as(operator)
                .header("Idempotency-Key", key)
                .body("{}")
                .post(ROLLBACK, migrated(fleet.shared("migrations")))
                .then()
                .statusCode(409)
                .body("code", equalTo("idempotency_key_reused"));
    }

    private static String once(String token, String key, String migration) {
        return Fleet.as(token)
                .header("Idempotency-Key", key)
                .body("{}")
                .post(ROLLBACK, migration)
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    @Test
    void anUnknownMigrationIsNotFound() {
        for (String unknown : List.of(A_ULID, "x'--", "夏")) {
            fleet.asOperator()
                    .get(ROLLBACK, unknown)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("migration_not_found"));
            takeBack(unknown, Map.of())
                    .statusCode(404)
                    .body("code", equalTo("migration_not_found"));
        }
    }

    @Test
    void whereFirstRequestsMigrateItWouldNotLast() {
        MigrationRollbackResource resource =
                new MigrationRollbackResource(
                        migrations, keys, idempotency, () -> WhenOutdated.MIGRATE, caller);
        NewMigration wish =
                new NewMigration(null, null, null, null, null, null, null, null, null, null);

        assertThatThrownBy(() -> resource.start(A_ULID, wish, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.ROLLBACK_WOULD_NOT_LAST));
    }
}
