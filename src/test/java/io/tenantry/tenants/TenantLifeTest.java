package io.tenantry.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.http.Method;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tenants closed, opened and removed over the API, while members are at work in them. */
@ServerTest
class TenantLifeTest {
    private static final String TENANTS = "/api/v1/platform/tenants/";
    private static final int WORKERS = 16;

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;

    private ValidatableResponse post(String key, String verb, Map<String, ?> body) {
        return fleet.asOperator().body(body).post(TENANTS + key + "/" + verb).then();
    }

    private ValidatableResponse done(ValidatableResponse asked) {
        String operation = asked.statusCode(202).extract().path("operation.id");
        asked.header("Location", endsWith("/operations/" + operation));
        fleet.awaitState(operation, "succeeded");
        return asked;
    }

    private ValidatableResponse delete(String key) {
        return fleet.asOperator().delete(TENANTS + key).then();
    }

    private static int designs(String token) {
        return Fleet.as(token).get("/api/v1/designs").statusCode();
    }

    @Test
    void aSuspendedTenantIsRefusedAtOnceAndServedAgainAfterwards() {
        Fleet.Open open = fleet.open();
        assertThat(designs(open.token())).isEqualTo(200);

        ValidatableResponse suspended = post(open.slug(), "suspend", Map.of("reason", "unpaid"));

        suspended
                .body("tenant.state", equalTo("suspended"))
                .body("tenant.reason", equalTo("unpaid"))
                .body("operation.kind", equalTo("tenant.suspend"));
        Fleet.as(open.token())
                .get("/api/v1/designs")
                .then()
                .statusCode(403)
                .body("code", equalTo("tenant_suspended"));
        done(suspended);
        done(post(open.slug(), "resume", Map.of()));
        assertThat(designs(open.token())).isEqualTo(200);
    }

    @Test
    void noBodyIsNeededWhereNothingHasToBeSaid() {
        Fleet.Open open = fleet.open();
        String token = fleet.tokenWithoutTenant(Set.of("platform_admin"));

        done(
                given().auth()
                        .oauth2(token)
                        .post(TENANTS + open.slug() + "/suspend")
                        .then()
                        .body("tenant.state", equalTo("suspended"))
                        .body("tenant.reason", nullValue()));
        done(given().auth().oauth2(token).post(TENANTS + open.slug() + "/resume").then());
        done(given().auth().oauth2(token).delete(TENANTS + open.slug()).then());
        // Servers that other tests have ended may be in the way of the plan, but no missing body.
        given().auth()
                .oauth2(token)
                .post("/api/v1/platform/migrations/plan")
                .then()
                .statusCode(oneOf(200, 409));
    }

    @Test
    void aTenantThatIsBeingMadeCannotBeDeletedAndBecomesActiveAllTheSame() {
        String slug = Fleet.newSlug();
        String operation;
        try (Handle holding = controlPlane.read(Handle::getJdbi).open()) {
            // The creation waits for this row when it makes the administrator of that address.
            holding.begin();
            holding.execute(
                    """
                    INSERT INTO users (id, email, name, state, created_at, changed_at)
                    VALUES (?, ?, 'Held', 'active', NOW(6), NOW(6))
                    """,
                    Ulid.next(),
                    slug + "@acme.test");
            operation =
                    fleet.asOperator()
                            .body(Fleet.wish(slug))
                            .post("/api/v1/platform/tenants")
                            .then()
                            .statusCode(202)
                            .extract()
                            .path("operation.id");

            for (String verb : List.of("", "/suspend")) {
                (verb.isEmpty()
                                ? fleet.asOperator().delete(TENANTS + slug)
                                : fleet.asOperator().body(Map.of()).post(TENANTS + slug + verb))
                        .then()
                        .statusCode(409)
                        .body("code", equalTo("tenant_busy"))
                        .body("detail", containsString(operation));
            }
            holding.rollback();
        }
        fleet.awaitState(operation, "succeeded");
        fleet.asOperator().get(TENANTS + slug).then().body("state", equalTo("active"));
    }

    @Test
    void underLoadNothingIsServedAfterASuspensionHasAnswered() throws Exception {
        Fleet.Open open = fleet.open();
        AtomicBoolean suspended = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        Callable<Integer> working =
                () -> {
                    int late = 0;
                    while (!stop.get()) {
                        boolean begunLate = suspended.get();
                        int status = designs(open.token());
                        if (begunLate && status != 403) {
                            late++;
                        }
                    }
                    return late;
                };
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<Integer>> all =
                    java.util.stream.Stream.generate(() -> working)
                            .limit(WORKERS)
                            .map(workers::submit)
                            .toList();
            ValidatableResponse asked = post(open.slug(), "suspend", Map.of());
            suspended.set(true);
            done(asked);
            stop.set(true);
            for (Future<Integer> one : all) {
                assertThat(one.get()).isZero();
            }
        }
    }

    @Test
    void aDeletedTenantComesBackUntilItIsPurgedAndThenLeavesAReceipt() {
        Fleet.Open open = fleet.open();
        inviteIn(open);
        signOnAt(open);
        done(delete(open.slug()).body("tenant.purgeAfter", notNullValue()));
        Fleet.as(open.token())
                .get("/api/v1/designs")
                .then()
                .statusCode(403)
                .body("code", equalTo("tenant_gone"));

        done(post(open.slug(), "undelete", Map.of()));
        assertThat(designs(open.token())).isEqualTo(200);

        done(delete(open.slug()));
        post(open.slug(), "purge", Map.of("slug", "another"))
                .statusCode(400)
                .body("code", equalTo("confirmation_mismatch"));
        done(post(open.slug(), "purge", Map.of("slug", open.slug())));
        fleet.asOperator()
                .get(TENANTS + open.id().value() + "/receipt")
                .then()
                .statusCode(200)
                .body("slug", equalTo(open.slug()))
                .body(
                        "removed.kind",
                        hasItems("database", "account", "members", "people", "invitations"))
                .body("searched.place", hasItem("Redis: cache keys"))
                .body("searched.found", everyItem(equalTo(0)));
        assertThat(peopleLeft(open)).isZero();
        fleet.asOperator().get(TENANTS + open.slug()).then().statusCode(404);
        fleet.asOperator()
                .get(TENANTS + open.id().value())
                .then()
                .statusCode(200)
                .body("state", equalTo("purged"));
    }

    private void signOnAt(Fleet.Open open) {
        String tenant = open.id().value();
        controlPlane.useTransaction(h -> {
            h.execute(
                    """
                    INSERT INTO sign_on_providers
                        (tenant_id, issuer, client_id, client_secret, scopes, email_claim,
                         email_trusted, factor_trusted, joins, version, created_at, changed_at)
                    VALUES (?, 'https://idp.test', 'c', '', 'openid', 'email', FALSE, FALSE, TRUE,
                        1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                    """,
                    tenant);
            h.execute(
                    """
                    INSERT INTO sign_on_rules (tenant_id, position, claim, claim_value, role)
                    VALUES (?, 0, 'groups', 'x', 'member')
                    """,
                    tenant);
            h.execute(
                    """
                    INSERT INTO sign_on_domains
                        (tenant_id, domain, domain_claim, record_value, created_at)
                    VALUES (?, ?, ?, 'v', UTC_TIMESTAMP(6))
                    """,
                    tenant,
                    open.slug() + ".test",
                    open.slug() + ".test");
            h.execute(
                    """
                    INSERT INTO sign_on_identities
                        (tenant_id, user_id, identity_hash, issuer, subject, created_at, used_at)
                    SELECT tenant_id, user_id, UNHEX(SHA2(user_id, 256)), 'https://idp.test', 's',
                        UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)
                    FROM tenant_users WHERE tenant_id = ?
                    """,
                    tenant);
            h.execute(
                    """
                    INSERT INTO sign_on_codes
                        (code_hash, browser_hash, tenant_id, user_id, factor, expires_at)
                    SELECT UNHEX(SHA2(user_id, 256)), UNHEX(SHA2('b', 256)), tenant_id, user_id,
                        FALSE, UTC_TIMESTAMP(6)
                    FROM tenant_users WHERE tenant_id = ?
                    """,
                    tenant);
            h.execute(
                    """
                    INSERT INTO sign_on_trials (id, tenant_id, outcome, expires_at)
                    VALUES (?, ?, '{}', UTC_TIMESTAMP(6))
                    """,
                    Ulid.next(),
                    tenant);
        });
    }

    /** How people come in leaves traces, too. */
    private void inviteIn(Fleet.Open open) {
        String tenant = open.id().value();
        controlPlane.useTransaction(h -> {
            h.execute(
                    """
                    INSERT INTO invitations
                        (id, tenant_id, role, language, secret_hash, most_uses, invited_by,
                         created_at, expires_at)
                    VALUES (?, ?, 'member', 'en', UNHEX(SHA2(?, 256)), 1, ?,
                        UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                    """,
                    Ulid.next(),
                    tenant,
                    tenant,
                    Ulid.next());
            h.execute(
                    """
                    INSERT INTO address_confirmations
                        (id, tenant_id, email, secret_hash, created_at, expires_at)
                    VALUES (?, ?, 'a@b.test', UNHEX(SHA2(?, 256)),
                        UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                    """,
                    Ulid.next(),
                    tenant,
                    tenant);
            h.execute(
                    """
                    INSERT INTO mails
                        (id, tenant_id, recipient, letter, language, accounts_only, state, due_at,
                         created_at)
                    VALUES (?, ?, 'a@b.test', 'welcome', 'en', FALSE, 'sent',
                        UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                    """,
                    Ulid.next(),
                    tenant);
            h.execute(
                    "INSERT INTO tenant_access_policies (tenant_id, changed_at) VALUES (?, UTC_TIMESTAMP(6))",
                    tenant);
            h.execute(
                    "INSERT INTO tenant_access_domains (tenant_id, domain) VALUES (?, 'b.test')",
                    tenant);
        });
    }

    /** In the journal, and as an account. */
    private int peopleLeft(Fleet.Open open) {
        return controlPlane.read(handle ->
                handle.createQuery(
                                """
                                SELECT (SELECT COUNT(*) FROM operations WHERE input LIKE :person)
                                     + (SELECT COUNT(*) FROM users WHERE email LIKE :person)
                                """)
                        .bind("person", "%" + open.slug() + "@%")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void aJobPurgesADeletedTenantWhenItsRetentionIsOver() {
        Fleet.Open open = fleet.open();
        done(delete(open.slug()));
        controlPlane.useTransaction(handle ->
                handle.execute(
                        "UPDATE tenants SET purge_after = deleted_at WHERE id = ?",
                        open.id().value()));

        String id = open.id().value();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> fleet.asOperator().get(TENANTS + id).then().extract().path("state"),
                        "purged"::equals);
        fleet.asOperator()
                .get(TENANTS + id + "/receipt")
                .then()
                .statusCode(200)
                .body("requestedBy", equalTo("job:purge-deleted-tenants"));
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswer() {
        Fleet.Open open = fleet.open();
        String operator = fleet.tokenWithoutTenant(Set.of(Roles.PLATFORM_ADMIN));
        String key = Ulid.next();

        String first = suspend(operator, open.slug(), key);

        assertThat(suspend(operator, open.slug(), key)).isEqualTo(first);
    }

    private static String suspend(String token, String slug, String key) {
        return Fleet.as(token)
                .header("Idempotency-Key", key)
                .body(Map.of("reason", "unpaid"))
                .post(TENANTS + slug + "/suspend")
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    @Test
    void aTenantIsRenamedAndPutOnAnotherPlan() {
        Fleet.Open open = fleet.open();

        fleet.asOperator()
                .body(Map.of("name", "Acme Couture", "plan", "premium"))
                .patch(TENANTS + open.slug())
                .then()
                .statusCode(200)
                .body("name", equalTo("Acme Couture"))
                .body("plan", equalTo("premium"));
        fleet.asOperator()
                .body(Map.of("plan", "No Plan"))
                .patch(TENANTS + open.slug())
                .then()
                .statusCode(400)
                .body("code", equalTo("plan_malformed"));
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        Fleet.Open open = fleet.shared("life");
        for (String verb : List.of("resume", "undelete")) {
            post(open.slug(), verb, Map.of())
                    .statusCode(409)
                    .body("code", equalTo("tenant_state_conflict"));
        }
        post(open.slug(), "purge", Map.of("slug", open.slug()))
                .statusCode(409)
                .body("code", equalTo("tenant_state_conflict"));
        fleet.asOperator()
                .get(TENANTS + open.slug() + "/receipt")
                .then()
                .statusCode(404)
                .body("code", equalTo("receipt_not_found"));
        post(open.slug(), "suspend", Map.of("reason", "a\nb"))
                .statusCode(400)
                .body("code", equalTo("reason_malformed"));
        fleet.asOperator()
                .get(TENANTS + open.slug())
                .then()
                .body("state", equalTo("active"))
                .body("purgeAfter", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /suspend",
        "POST,   /resume",
        "POST,   /undelete",
        "POST,   /purge",
        "GET,    /receipt",
        "DELETE, ''",
        "PATCH,  ''"
    })
    void isOpenToPlatformAdministratorsOnly(Method method, String path) {
        String address = TENANTS + fleet.shared("life").slug() + path;
        for (String role : List.of(Roles.ENTERPRISE_ADMIN, "member")) {
            Fleet.as(fleet.tokenWithoutTenant(Set.of(role)))
                    .body(Map.of())
                    .request(method, address)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        given().contentType("application/json")
                .body(Map.of())
                .request(method, address)
                .then()
                .statusCode(401)
                .body("code", equalTo("token_missing"));
        fleet.asOperator()
                .body(
                        "POST".equals(method.name()) && path.contains("purge")
                                ? Map.of("slug", "x-1")
                                : Map.of())
                .request(method, TENANTS + Ulid.next() + path)
                .then()
                .statusCode(404)
                .body("code", equalTo("tenant_not_found"));
    }
}
