package io.tenantry.backups;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backups over the API: made, looked at, restored as a new tenant, removed. */
@ServerTest
class BackupsTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";

    @Inject Fleet fleet;

    private String done(ValidatableResponse asked) {
        fleet.awaitState(asked.statusCode(202).extract().path("operation.id"), "succeeded");
        return asked.extract().path("backup.id");
    }

    private ValidatableResponse backUp(String tenant) {
        return fleet.asOperator().post(TENANTS + tenant + "/backups").then();
    }

    private ValidatableResponse restore(String tenant, Object backup, String mode, String slug) {
        Map<String, Object> wish = new HashMap<>(Fleet.wish(slug));
        wish.remove("name");
        return fleet.asOperator()
                .body(Map.of("backup", backup, "mode", mode, "tenant", wish))
                .post(TENANTS + tenant + "/restore")
                .then();
    }

    private static void makeDesign(String token, String title) {
        Fleet.as(token)
                .body(Map.of("title", title, "prompt", "as it is"))
                .post("/api/v1/designs")
                .then()
                .statusCode(201);
    }

    @Test
    void aBackupIsMadeVerifiedRestoredAndRemoved() {
        Fleet.Open tenant = fleet.open();
        makeDesign(tenant.token(), "Before");
        String backup =
                done(
                        backUp(tenant.slug())
                                .body("backup.state", equalTo("making"))
                                .body("operation.kind", equalTo("backup.create")));
        makeDesign(tenant.token(), "After");
        String path = TENANTS + tenant.slug() + "/backups/" + backup;
        fleet.asOperator()
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("ready"))
                .body("rows", greaterThan(0))
                .body("storedBytes", greaterThan(0))
                .body("schemaVersion", notNullValue());
        fleet.asOperator()
                .get(TENANTS + tenant.slug() + "/backups")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(backup));

        done(fleet.asOperator().post(path + "/verify").then());
        fleet.asOperator().get(path).then().body("verifiedAt", notNullValue());

        String slug = Fleet.newSlug();
        done(
                restore(tenant.slug(), backup, "new-tenant", slug)
                        .body("operation.kind", equalTo("tenant.restore")));
        String id = fleet.asOperator().get(TENANTS + slug).then().extract().path("id");
        Fleet.as(fleet.memberToken(new TenantId(id)))
                .get("/api/v1/designs")
                .then()
                .statusCode(200)
                .body("items.title", containsInAnyOrder("Before"));

        for (String unconfirmed : List.of(path, path + "?slug=another")) {
            fleet.asOperator()
                    .delete(unconfirmed)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("confirmation_mismatch"));
        }
        done(fleet.asOperator().delete(path + "?slug=" + tenant.slug()).then());
        fleet.asOperator()
                .get(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
    }

    @Test
    void aDeletedTenantsBackupCanStillBeRestored() {
        Fleet.Open tenant = fleet.open();
        makeDesign(tenant.token(), "Before");
        String backup = done(backUp(tenant.slug()));
        fleet.awaitState(
                fleet.asOperator()
                        .delete(TENANTS + tenant.slug())
                        .then()
                        .extract()
                        .path("operation.id"),
                "succeeded");

        done(restore(tenant.slug(), backup, "new-tenant", Fleet.newSlug()));
    }

    @Test
    void anothersBackupIsNotFound() {
        String backup = done(backUp(fleet.shared("backed-up").slug()));
        String other = fleet.shared("other").slug();

        fleet.asOperator()
                .get(TENANTS + other + "/backups/" + backup)
                .then()
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
        restore(other, backup, "new-tenant", Fleet.newSlug())
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
    }

    @Test
    void refusesWhatCannotBe() {
        String slug = fleet.shared("backed-up").slug();

        restore(slug, Ulid.next(), "new-tenant", Fleet.newSlug())
                .statusCode(404)
                .body("code", equalTo("backup_not_found"));
        restore(slug, Ulid.next(), "sideways", Fleet.newSlug()).statusCode(400);
        backUp("nobody-here").statusCode(404).body("code", equalTo("tenant_not_found"));
    }
}
