package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.Roles;
import io.tenantry.access.Staff;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.DocumentedCalls;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every call that changes something of the platform leaves in the audit log who made it, what it
 * did, to what, and from where. A call that comes without a case here fails the build.
 */
@ServerTest
class AuditCoverageTest {
    private static final String PLATFORM = "/api/v1/platform";
    private static final String TENANT = "/tenants/{tenantKey}";
    private static final String BACKUPS = TENANT + "/backups";
    private static final String PEEK = TENANT + "/peeks/{peek}";
    private static final String EXPORTS = TENANT + "/exports";
    private static final String VISITS = TENANT + "/support-visits";
    private static final String SERVER = "/servers/{name}";
    private static final String MIGRATION = "/migrations/{id}";

    /** What is asked with a body, and changes nothing. */
    private static final Set<String> READS =
            Set.of(
                    "POST " + PLATFORM + "/migrations/plan",
                    "POST " + PLATFORM + VISITS + "/{visit}/token");

    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");

    @Inject Fleet fleet;
    @Inject Staff staff;
    @Inject AccessTokens tokens;
    @Inject ControlPlane controlPlane;

    private final Set<String> covered = new TreeSet<>();

    /** Makes a call as somebody who makes no other, and looks for what is written about it. */
    private ValidatableResponse audited(
            String action,
            Method method,
            String path,
            @Nullable Object body,
            Object... parameters) {
        String operator = staff.account("Operator");
        RequestSpecification request =
                Fleet.as(tokens.issue(Bearer.of(operator, null, Set.of(Roles.PLATFORM_ADMIN))));
        ValidatableResponse answer =
                (body == null ? request : request.body(body))
                        .request(method, PLATFORM + path, parameters)
                        .then();
        String call = "%s %s%s".formatted(method, PLATFORM, path);
        assertThat(answer.extract().statusCode())
                .as("%s: %s", call, answer.extract().asString())
                .isBetween(200, 299);
        assertThat(entriesOf(operator)).as(call).contains(action + " from 127.0.0.1");
        covered.add(call);
        return answer;
    }

    /** What somebody did, from where: only where it is said to what. */
    private List<String> entriesOf(String operator) {
        return controlPlane.read(handle ->
                handle.createQuery(
                                """
                                SELECT CONCAT(action, ' from ', address)
                                FROM audit_log
                                WHERE actor = :actor AND (tenant_id IS NOT NULL OR subject IS NOT NULL)
                                """)
                        .bind("actor", operator)
                        .mapTo(String.class)
                        .list());
    }

    private String done(ValidatableResponse asked) {
        String operation = asked.extract().path("operation.id");
        fleet.awaitState(operation, "succeeded");
        return operation;
    }

    private void update(String sql, Object... parameters) {
        controlPlane.useTransaction(handle -> handle.execute(sql, parameters));
    }

    @Test
    void everyChangeLeavesWhoDidWhatFromWhere() {
        String slug = Fleet.newSlug();
        done(audited("tenant.create", Method.POST, "/tenants", Fleet.wish(slug)));
        settings(slug);
        peeks(slug, backups(slug));
        exports(slug);
        visits(slug);
        accounts();
        migrations(slug);
        servers();
        secrets(slug);
        signUps();
        life(slug);

        assertThat(covered)
                .as("calls with a case, and those that there are")
                .containsExactlyInAnyOrderElementsOf(changes());
    }

    private static Set<String> changes() {
        return DocumentedCalls.all().stream()
                .filter(call -> CHANGES.contains(call.method()))
                .filter(call -> call.path().startsWith(PLATFORM + "/"))
                .map(DocumentedCalls.Call::line)
                .filter(line -> !READS.contains(line))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void settings(String slug) {
        Map<String, Object> seven = Map.of("value", 7);
        String plan = "p-" + Ulid.next().toLowerCase(Locale.ROOT);
        String name = "test.limit";
        audited("tenant.update", Method.PATCH, TENANT, Map.of("name", "Acme Couture"), slug);
        audited("sign-on.release", Method.DELETE, TENANT + "/sign-on/enforcement", null, slug);
        audited("tenant.setting", Method.PUT, TENANT + "/settings/{name}", seven, slug, name);
        audited("tenant.setting", Method.DELETE, TENANT + "/settings/{name}", null, slug, name);
        audited("plan.setting", Method.PUT, "/plans/{plan}/settings/{name}", seven, plan, name);
        audited("plan.setting", Method.DELETE, "/plans/{plan}/settings/{name}", null, plan, name);
    }

    /** Answers with one that is there. */
    private String backups(String slug) {
        String first = backUp(slug);
        done(
                audited(
                        "backup.verify",
                        Method.POST,
                        BACKUPS + "/{backup}/verify",
                        null,
                        slug,
                        first));
        done(audited("backup.drill", Method.POST, BACKUPS + "/{backup}/drill", null, slug, first));
        // Not the last good one, which would have to be confirmed.
        backUp(slug);
        done(audited("backup.delete", Method.DELETE, BACKUPS + "/{backup}", null, slug, first));
        String last = backUp(slug);
        for (String rule : List.of("hourly", "daily", "weekly", "monthly", "manual")) {
            audited(
                    "tenant.setting",
                    Method.PUT,
                    TENANT + "/settings/{name}",
                    Map.of("value", 0),
                    slug,
                    "backups.keep." + rule);
        }
        audited("backup.delete", Method.POST, BACKUPS + "/prune", Map.of(), slug);
        return last;
    }

    private String backUp(String slug) {
        ValidatableResponse asked = audited("backup.create", Method.POST, BACKUPS, null, slug);
        done(asked);
        return asked.extract().path("backup.id");
    }

    private void peeks(String slug, String backup) {
        ValidatableResponse opened =
                audited(
                        "peek.open",
                        Method.POST,
                        TENANT + "/peeks",
                        Map.of("backup", backup, "minutes", 5),
                        slug);
        done(opened);
        String peek = opened.extract().path("peek.id");
        audited("peek.diff", Method.POST, PEEK + "/diff", Map.of(), slug, peek);
        Map<String, Object> rows = Map.of("table", "designs", "mode", "insert-missing");
        done(audited("peek.rows", Method.POST, PEEK + "/rows", rows, slug, peek));
        audited("peek.hand-out", Method.POST, PEEK + "/access", Map.of(), slug, peek);
        done(audited("peek.end", Method.DELETE, PEEK, null, slug, peek));
        ValidatableResponse restored =
                audited(
                        "tenant.restore-swap",
                        Method.POST,
                        TENANT + "/restore",
                        Map.of("backup", backup, "mode", "side-by-side"),
                        slug);
        done(restored);
        done(
                audited(
                        "tenant.restore-undo",
                        Method.POST,
                        TENANT + "/restores/{restore}/undo",
                        null,
                        slug,
                        restored.extract().path("restore.id")));
    }

    private void exports(String slug) {
        ValidatableResponse asked = audited("tenant.export", Method.POST, EXPORTS, null, slug);
        done(asked);
        String export = asked.extract().path("export.id");
        audited("export.link", Method.POST, EXPORTS + "/{export}/link", null, slug, export);
        done(audited("export.delete", Method.DELETE, EXPORTS + "/{export}", null, slug, export));
    }

    private void visits(String slug) {
        update(
                """
                INSERT INTO support_policies (tenant_id, allowed, changed_at)
                SELECT id, 'read-only', NOW(6) FROM tenants WHERE slug = ?
                """,
                slug);
        Map<String, Object> visit = Map.of("mode", "read-only", "reason", "Ticket 4711");
        String id =
                audited("support.enter", Method.POST, VISITS, visit, slug)
                        .extract()
                        .path("visit.id");
        audited("support.end", Method.DELETE, VISITS + "/{visit}", null, slug, id);
    }

    private void accounts() {
        String owner = staff.account("Somebody");
        update(
                """
                INSERT INTO second_factors (user_id, key_secret, created_at, confirmed_at)
                VALUES (?, '', NOW(6), NOW(6))
                """,
                owner);
        String email = owner.toLowerCase(Locale.ROOT) + "@staff.test";
        Map<String, Object> lost = Map.of("email", email, "reason", "Ticket 4712");
        audited("access.factor-lost", Method.POST, "/accounts/remove-factor", lost);
    }

    /** With nothing to do: what an operator asks of a migration is asked all the same. */
    private void migrations(String slug) {
        String id =
                audited(
                                "migration.start",
                                Method.POST,
                                "/migrations",
                                Map.of("tenants", List.of(slug)))
                        .extract()
                        .path("id");
        audited("migration.rollback", Method.POST, MIGRATION + "/rollback", Map.of(), id);
        update("UPDATE migrations SET state = 'running' WHERE id = ?", id);
        audited("migration.pause", Method.POST, MIGRATION + "/pause", null, id);
        audited("migration.resume", Method.POST, MIGRATION + "/resume", null, id);
        update("UPDATE migrations SET state = 'incomplete' WHERE id = ?", id);
        audited("migration.retry", Method.POST, MIGRATION + "/retry", null, id);
        audited("migration.cancel", Method.POST, MIGRATION + "/cancel", null, id);
    }

    private void servers() {
        Map<String, Object> server = ServerCalls.server();
        String name = ServerCalls.nameOf(server);
        audited("server.try", Method.POST, "/servers/check", server);
        audited("server.register", Method.POST, "/servers", server);
        audited(
                "server.intake",
                Method.PATCH,
                SERVER,
                Map.of("labels", Map.of("region", "us")),
                name);
        audited("server.check", Method.POST, SERVER + "/check", null, name);
        audited("server.drain", Method.POST, SERVER + "/drain", null, name);
        audited("server.down", Method.POST, SERVER + "/down", null, name);
        audited("server.activate", Method.POST, SERVER + "/activate", null, name);
    }

    private void signUps() {
        done(
                audited(
                        "sign-up.approve",
                        Method.POST,
                        "/sign-ups/{signUp}/approve",
                        null,
                        SignUpRows.waiting(controlPlane)));
        audited(
                "sign-up.reject",
                Method.POST,
                "/sign-ups/{signUp}/reject",
                Map.of("reason", "for a test"),
                SignUpRows.waiting(controlPlane));
    }

    private void secrets(String slug) {
        done(audited("secrets.reseal", Method.POST, "/secrets/reseal", null));
        String kid =
                audited("signing-key.rotate", Method.POST, "/signing-keys/rotate", null)
                        .extract()
                        .path("kid");
        update("DELETE FROM signing_keys WHERE kid = ?", kid);
        done(
                audited(
                        "tenant.rotate-credentials",
                        Method.POST,
                        TENANT + "/rotate-credentials",
                        null,
                        slug));
        // Nobody else's: that would take long, and disturb other tests.
        List<String> others =
                controlPlane.read(handle ->
                        handle.createQuery(
                                        "SELECT id FROM tenants WHERE state = 'active' AND slug <> :slug")
                                .bind("slug", slug)
                                .mapTo(String.class)
                                .list());
        setStates(others, "active", "maintenance");
        try {
            audited("tenant.rotate-credentials", Method.POST, "/credentials/rotate", null);
        } finally {
            setStates(others, "maintenance", "active");
        }
        awaitNobodyAtWork(slug);
    }

    /** For a moment, of which no replica hears. */
    private void setStates(List<String> tenants, String from, String to) {
        controlPlane.useTransaction(handle ->
                handle.createUpdate(
                                "UPDATE tenants SET state = :to WHERE state = :from AND id IN (<ids>)")
                        .bind("from", from)
                        .bind("to", to)
                        .bindList("ids", tenants.isEmpty() ? List.of("") : tenants)
                        .execute());
    }

    private void awaitNobodyAtWork(String slug) {
        await().until(
                        () ->
                                fleet.asOperator()
                                        .get(PLATFORM + "/operations?state=running&tenant=" + slug)
                                        .<List<?>>path("items"),
                        List::isEmpty);
    }

    private void life(String slug) {
        Map<String, Object> copy = Fleet.wish(Fleet.newSlug());
        done(audited("tenant.clone", Method.POST, TENANT + "/clone", copy, slug));
        String closing =
                done(audited("tenant.suspend", Method.POST, TENANT + "/suspend", Map.of(), slug));
        failed(closing);
        audited("operation.retry", Method.POST, "/operations/{id}/retry", null, closing);
        fleet.awaitState(closing, "succeeded");
        done(audited("tenant.resume", Method.POST, TENANT + "/resume", null, slug));
        done(audited("tenant.delete", Method.DELETE, TENANT, null, slug));
        done(audited("tenant.undelete", Method.POST, TENANT + "/undelete", null, slug));
        done(audited("tenant.delete", Method.DELETE, TENANT, null, slug));
        audited("tenant.purge", Method.POST, TENANT + "/purge", Map.of("slug", slug), slug);
    }

    /** As if it had stopped in its last step. */
    private void failed(String operation) {
        update("UPDATE operation_steps SET state = 'doing' WHERE operation_id = ?", operation);
        update("UPDATE operations SET state = 'failed' WHERE id = ?", operation);
    }
}
