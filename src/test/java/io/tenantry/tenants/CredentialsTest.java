package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials rotated over the API, while members are at work. */
@ServerTest
class CredentialsTest {
    private static final String PLATFORM = "/api/v1/platform";
    private static final int WORKERS = 16;
    private static final int ROTATIONS = 3;

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;

    private ValidatableResponse rotate(String key) {
        return fleet.asOperator()
                .post("%s/tenants/%s/rotate-credentials".formatted(PLATFORM, key))
                .then();
    }

    private long epoch(Fleet.Open open) {
        return controlPlane.read(handle ->
                handle.createQuery("SELECT epoch FROM tenant_databases WHERE tenant_id = :tenant")
                        .bind("tenant", open.id().value())
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void aRotationIsAnOperationThatEndsWithAnotherAccount() {
        Fleet.Open open = fleet.open();

        ValidatableResponse asked = rotate(open.slug()).statusCode(202);

        asked.body("tenant.slug", equalTo(open.slug()))
                .body("operation.kind", equalTo("tenant.rotate-credentials"));
        String operation = asked.extract().path("operation.id");
        asked.header("Location", endsWith("/operations/" + operation));
        fleet.awaitState(operation, "succeeded");
        assertThat(epoch(open)).isEqualTo(2);
        Fleet.as(open.token()).get("/api/v1/designs").then().statusCode(200);
    }

    @Test
    void noRequestFailsWhileCredentialsAreRotated() {
        Fleet.Open open = fleet.open();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (int i = 0; i < WORKERS; i++) {
                boolean writes = i % 2 == 0;
                workers.execute(() -> {
                    while (!stop.get()) {
                        work(open, writes, served, failures);
                    }
                });
            }
            for (int i = 0; i < ROTATIONS; i++) {
                fleet.awaitState(
                        rotate(open.slug()).statusCode(202).extract().path("operation.id"),
                        "succeeded");
            }
            stop.set(true);
        }

        assertThat(failures).isEmpty();
        assertThat(served.get()).isGreaterThan(WORKERS * ROTATIONS);
        assertThat(epoch(open)).isEqualTo(1 + ROTATIONS);
    }

    private static void work(
            Fleet.Open open, boolean writes, AtomicInteger served, Queue<String> failures) {
        Response answer =
                writes
                        ? Fleet.as(open.token())
                                .body(Map.of("title", "Coat", "prompt", "a red coat"))
                                .post("/api/v1/designs")
                        : Fleet.as(open.token()).get("/api/v1/designs?limit=1");
        if (answer.statusCode() / 100 == 2) {
            served.incrementAndGet();
        } else {
            failures.add(answer.statusCode() + " " + answer.asString());
        }
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswer() {
        Fleet.Open open = fleet.open();
        String operator = fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_ADMIN));
        String key = Ulid.next();

        String first = rotateOnce(operator, open.slug(), key);

        assertThat(rotateOnce(operator, open.slug(), key)).isEqualTo(first);
    }

    private static String rotateOnce(String token, String slug, String key) {
        return Fleet.as(token)
                .header("Idempotency-Key", key)
                .post("%s/tenants/%s/rotate-credentials".formatted(PLATFORM, slug))
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    @Test
    void allAreRotatedAtOnce() {
        List<Fleet.Open> tenants = List.of(fleet.open(), fleet.open());

        String operator = fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_ADMIN));
        String key = Ulid.next();

        ValidatableResponse asked = rotateAll(operator, key);

        asked.body("asked", greaterThanOrEqualTo(2)).body("busy", greaterThanOrEqualTo(0));
        for (Fleet.Open open : tenants) {
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> epoch(open) == 2);
        }
        // The same call again: the same answer, and nobody is rotated anew.
        assertThat(rotateAll(operator, key).extract().asString())
                .isEqualTo(asked.extract().asString());
        for (Fleet.Open open : tenants) {
            assertThat(rotationsOf(open)).isEqualTo(1);
        }
        // Others find no tenant busy that they share; servers that other tests have ended do not
        // count.
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        controlPlane.read(handle ->
                                handle.createQuery(
                                                        """
                                                        SELECT COUNT(*)
                                                        FROM operations o
                                                        JOIN tenant_databases d ON d.tenant_id = o.tenant_id
                                                        JOIN database_servers s ON s.id = d.server_id
                                                        WHERE o.kind = 'tenant.rotate-credentials'
                                                          AND o.state = 'running' AND s.name = 'db1'
                                                        """)
                                                .mapTo(Long.class)
                                                .one()
                                        == 0));
    }

    private static ValidatableResponse rotateAll(String token, String key) {
        return Fleet.as(token)
                .header("Idempotency-Key", key)
                .post(PLATFORM + "/credentials/rotate")
                .then()
                .statusCode(202);
    }

    private int rotationsOf(Fleet.Open open) {
        return controlPlane.read(handle ->
                handle.createQuery(
                                """
                                SELECT COUNT(*) FROM operations
                                WHERE tenant_id = :tenant AND kind = 'tenant.rotate-credentials'
                                """)
                        .bind("tenant", open.id().value())
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void aTenantThatIsClosedForGoodIsRefused() {
        Fleet.Open open = fleet.open();
        fleet.awaitState(
                fleet.asOperator()
                        .delete("%s/tenants/%s".formatted(PLATFORM, open.slug()))
                        .then()
                        .extract()
                        .path("operation.id"),
                "succeeded");

        rotate(open.slug()).statusCode(409).body("code", equalTo("tenant_state_conflict"));
        rotate(Ulid.next()).statusCode(404).body("code", equalTo("tenant_not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tenants/%s/rotate-credentials", "/credentials/rotate"})
    void isOpenToPlatformAdministratorsOnly(String path) {
        String address = PLATFORM + path.formatted(fleet.shared("life").slug());
        for (String role : List.of(Roles.ENTERPRISE_ADMIN, "member")) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .post(address)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        given().post(address).then().statusCode(401).body("code", equalTo("token_missing"));
    }
}
