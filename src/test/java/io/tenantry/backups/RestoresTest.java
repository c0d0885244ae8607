package io.tenantry.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's past in the place of its present, over the API and while it is served. */
@ServerTest
class RestoresTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";

    @Inject Fleet fleet;

    private String backup(Fleet.Open tenant) {
        ValidatableResponse asked =
                fleet.asOperator().post(TENANTS + tenant.slug() + "/backups").then();
        succeeds(asked);
        return asked.extract().path("backup.id");
    }

    private void succeeds(ValidatableResponse asked) {
        fleet.awaitState(asked.statusCode(202).extract().path("operation.id"), "succeeded");
    }

    private ValidatableResponse restore(
            Fleet.Open tenant, @Nullable Object backup, String mode, Map<String, Object> more) {
        Map<String, @Nullable Object> wish = new HashMap<>(more);
        wish.put("backup", backup);
        wish.put("mode", mode);
        return fleet.asOperator().body(wish).post(TENANTS + tenant.slug() + "/restore").then();
    }

    private static int makeDesign(String token, String title) {
        return Fleet.as(token)
                .body(Map.of("title", title, "prompt", "as it is"))
                .post("/api/v1/designs")
                .statusCode();
    }

    private static List<String> designs(Fleet.Open tenant) {
        return Fleet.as(tenant.token())
                .get("/api/v1/designs?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items.title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"side-by-side", "in-place"})
    void thePastIsBroughtBackAndTakenBack(String mode) {
        Fleet.Open tenant = fleet.open();
        makeDesign(tenant.token(), "Before");
        String backup = backup(tenant);
        makeDesign(tenant.token(), "After");

        restore(tenant, backup, mode, Map.of("dryRun", true))
                .statusCode(200)
                .body("backup.id", equalTo(backup))
                .body("mode", equalTo(mode))
                .body("recoveryPoint", notNullValue())
                .body("archivedUntil", notNullValue())
                .body("migrates", equalTo(false));
        ValidatableResponse asked =
                restore(tenant, backup, mode, Map.of())
                        .body("restore.state", equalTo("running"))
                        .body("operation.kind", equalTo("tenant.restore-swap"));
        succeeds(asked);

        assertThat(designs(tenant)).containsExactly("Before");
        String path =
                TENANTS + tenant.slug() + "/restores/" + asked.extract().<String>path("restore.id");
        fleet.asOperator()
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("cutOverMillis", notNullValue())
                .body("keptUntil", notNullValue());

        succeeds(fleet.asOperator().post(path + "/undo").then());

        assertThat(designs(tenant)).containsExactlyInAnyOrder("Before", "After");
        fleet.asOperator().get(path).then().body("state", equalTo("undone"));
        fleet.asOperator()
                .post(path + "/undo")
                .then()
                .statusCode(409)
                .body("code", equalTo("restore_state_conflict"));
        fleet.asOperator()
                .get(TENANTS + tenant.slug() + "/restores")
                .then()
                .statusCode(200)
                .body("items.state", containsInAnyOrder("undone"));
    }

    @Test
    void nothingThatIsAnsweredAfterTheChangeIsLostAndNobodySeesTheFormerDatabaseAgain()
            throws InterruptedException {
        Fleet.Open tenant = fleet.open();
        makeDesign(tenant.token(), "Before");
        String backup = backup(tenant);
        AtomicBoolean done = new AtomicBoolean();
        Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
        Set<String> written = ConcurrentHashMap.newKeySet();
        Thread writer =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; !done.get(); i++) {
                                int status = makeDesign(tenant.token(), "During " + i);
                                if (status == 201) {
                                    written.add("During " + i);
                                } else {
                                    refusals.add(status);
                                }
                            }
                        });

        succeeds(restore(tenant, backup, "side-by-side", Map.of()));
        // From here on every answer comes from the restored database, and stays in it.
        List<String> begun = designs(tenant);
        for (int i = 0; i < 10; i++) {
            assertThat(makeDesign(tenant.token(), "Later " + i)).isEqualTo(201);
        }
        done.set(true);
        writer.join();

        List<String> now = designs(tenant);
        assertThat(now).containsAll(begun).contains("Before", "Later 0", "Later 9");
        // What is there of those that were written meanwhile is an unbroken end of them: what came
        // before the change is in the former database, all that came after it is here.
        List<Integer> here = numbers(now);
        List<Integer> answered = numbers(written.stream().toList());
        assertThat(answered).containsAll(here);
        assertThat(answered.subList(answered.size() - here.size(), answered.size()))
                .isEqualTo(here);
        // They wait for the cut-over; one may be at work when its session is ended.
        assertThat(refusals).hasSizeLessThanOrEqualTo(1).allMatch(status -> status == 503);
    }

    private static List<Integer> numbers(List<String> titles) {
        return titles.stream()
                .filter(title -> title.startsWith("During "))
                .map(title -> Integer.valueOf(title.substring("During ".length())))
                .sorted()
                .toList();
    }

    @Test
    void aRestoreWithoutAWayBackIsConfirmedAndLeavesNoFormerDatabase() {
        Fleet.Open tenant = fleet.open();
        String backup = backup(tenant);
        restore(tenant, backup, "in-place", Map.of("keep", false, "slug", "another"))
                .statusCode(400)
                .body("code", equalTo("confirmation_mismatch"));

        ValidatableResponse asked =
                restore(tenant, backup, "in-place", Map.of("keep", false, "slug", tenant.slug()));
        succeeds(asked);

        String path =
                TENANTS + tenant.slug() + "/restores/" + asked.extract().<String>path("restore.id");
        await().untilAsserted(() ->
                fleet.asOperator()
                        .get(path)
                        .then()
                        .body("state", equalTo("done"))
                        .body("keptUntil", nullValue()));
    }

    @Test
    void refusesWhatCannotBe() {
        Fleet.Open tenant = fleet.shared("restored");
        String nothing = Ulid.next();

        restore(tenant, nothing, "side-by-side", Map.of())
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
        restore(tenant, null, "side-by-side", Map.of())
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
        restore(tenant, nothing, "new-tenant", Map.of())
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
        restore(tenant, null, "lost-server", Map.of())
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
        for (boolean dryRun : List.of(true, false)) {
            restore(tenant, null, "lost-server", Map.of("server", "db1", "dryRun", dryRun))
                    .statusCode(409)
                    .body("code", equalTo("server_not_lost"));
        }
        restore(tenant, null, "side-by-side", Map.of("at", "2020-11-24T10:32:05Z"))
                .statusCode(409)
                .body("code", equalTo("time_before_backups"));
        fleet.asOperator()
                .post(TENANTS + tenant.slug() + "/restores/" + nothing + "/undo")
                .then()
                .statusCode(404)
                .body("code", equalTo("restore_not_found"));
        fleet.asOperator()
                .get(TENANTS + tenant.slug() + "/restores/" + nothing)
                .then()
                .statusCode(404)
                .body("code", equalTo("restore_not_found"));
    }

    @Test
    void membersMayNotTouchRestores() {
        Fleet.Open tenant = fleet.shared("restored");
        String path = TENANTS + tenant.slug() + "/restores";

        for (ValidatableResponse answer :
                List.of(
                        Fleet.as(tenant.token()).get(path).then(),
                        Fleet.as(tenant.token()).get(path + "/" + Ulid.next()).then(),
                        Fleet.as(tenant.token()).post(path + "/" + Ulid.next() + "/undo").then())) {
            answer.statusCode(403).body("code", equalTo("permission_denied"));
        }
    }
}
