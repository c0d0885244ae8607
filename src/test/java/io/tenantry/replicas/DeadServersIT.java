package io.tenantry.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.server.FreshControlPlane;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A replica that is started while one of its database servers is dead, another was never there, and
 * no Redis answers; and what its few connections are worth to each tenant.
 */
class DeadServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DESIGNS = "/api/v1/designs";
    private static final String TENANTS = "/api/v1/platform/tenants/";
    private static final int SHARE = 2;
    private static final int MAY_WAIT = 2;

    private static LocalStack stack;
    private static LocalDatabaseServer mortal;
    private static FreshControlPlane controlPlane;
    private static Wire wire;
    private static Replica replica;
    private static OpenTenant here;
    private static OpenTenant neighbour;
    private static OpenTenant doomed;

    @BeforeAll
    static void startTwice() {
        stack = LocalStack.sharedOrStart();
        mortal = stack.startDatabaseServer("mortal-replica");
        controlPlane = FreshControlPlane.create();
        DatabaseServer first = stack.databaseServers().getFirst();
        wire = Wire.to(first.host(), first.port());
        Map<String, String> configuration = configuration();
        replica = Replica.start("lone", configuration).awaitReady();
        here = OpenTenant.at(replica, stack.databaseServers().getFirst().name());
        neighbour = OpenTenant.at(replica, stack.databaseServers().getFirst().name());
        doomed = OpenTenant.at(replica, mortal.name());
        replica.close();
        mortal.kill();
        replica = Replica.start("lone", configuration).awaitReady();
    }

    @AfterAll
    static void stop() {
        if (replica != null) {
            replica.close();
        }
        wire.close();
        controlPlane.close();
        stack.close();
    }

    private static Map<String, String> configuration() {
        Map<String, String> config = controlPlane.configuration();
        config.put("tenantry.access.token.issuer", "https://lone.tenantry.test");
        config.put("quarkus.redis.hosts", "redis://127.0.0.1:1");
        config.computeIfPresent(
                "quarkus.datasource.jdbc.url",
                (_, url) -> url.replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/"));
        config.put("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "3000");
        config.put("quarkus.log.console.json.enabled", "true");
        config.put("tenantry.provisioning.warm-databases", "0");
        config.put("tenantry.jobs.back-up-tenants", "off");
        config.put("tenantry.jobs.drill-restores", "off");
        config.put("tenantry.routing.pool.max-size", String.valueOf(2 * SHARE));
        config.put("tenantry.routing.pool.tenant-share", "0.5");
        config.put("tenantry.routing.pool.max-waiting-per-tenant", String.valueOf(MAY_WAIT));
        config.put("tenantry.routing.pool.acquire-timeout", "1S");
        DatabaseServer described = mortal.describe();
        server(config, 1, described.name(), described.port(), described.adminPassword());
        server(config, 2, "never-there", 1, described.adminPassword());
        return config;
    }

    private static void server(
            Map<String, String> config, int index, String name, int port, String password) {
        String prefix = "tenantry.bootstrap.servers[%d].".formatted(index);
        config.put(prefix + "name", name);
        config.put(prefix + "host", mortal.host());
        config.put(prefix + "port", String.valueOf(port));
        config.put(prefix + "admin-user", mortal.describe().adminUser());
        config.put(prefix + "admin-password", password);
    }

    @Test
    void aDeadServerFailsItsOwnTenantsOnlyAndTheLogSaysWhose() {
        mortal.kill();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        designs(doomed)
                                .then()
                                .statusCode(503)
                                .header("Retry-After", notNullValue())
                                .body("code", equalTo("database_server_unavailable")));
        assertThat(designs(here).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).untilAsserted(() -> health("down"));
        // An operation on it has to wait, and says whom it is about.
        String operation =
                replica.asOperator()
                        .body(Map.of())
                        .post(TENANTS + doomed.slug() + "/suspend")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("operation.id");
        await().atMost(PATIENCE).until(() -> !logged("operation " + operation).isEmpty());
        assertThat(logged("operation " + operation)).allSatisfy(line -> about(line, doomed));
        assertThat(logged("GET /api/v1/designs failed: database_server_unavailable"))
                .isNotEmpty()
                .allSatisfy(line -> about(line, doomed));
        // What concerns no tenant names none.
        assertThat(logged("never-there is not registered"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.at("/mdc/tenant_id").isMissingNode()).isTrue());

        mortal.start();

        // It has been undone by now, or it goes on.
        await().atMost(PATIENCE)
                .until(() -> List.of("succeeded", "undone").contains(state(operation)));
        if ("succeeded".equals(state(operation))) {
            replica.asOperator().body(Map.of()).post(TENANTS + doomed.slug() + "/resume");
        }
        await().atMost(PATIENCE).until(() -> designs(doomed).statusCode() == 200);
        health("up");
    }

    @Test
    void routesAreCurrentAgainSoonAfterTheControlPlaneHadFallenSilent() {
        assertThat(designs(here).statusCode()).isEqualTo(200);

        wire.cut();

        await().atMost(PATIENCE).until(() -> !logged("the control plane cannot be read").isEmpty());
        assertThat(designs(here).statusCode()).as("known routes are trusted").isEqualTo(200);
        controlPlane.executeInside(state(here, "suspended"));
        wire.mend();
        // Without Redis only the poll can tell.
        await().atMost(PATIENCE).until(() -> designs(here).statusCode() == 403);
        controlPlane.executeInside(state(here, "active"));
        await().atMost(PATIENCE).until(() -> designs(here).statusCode() == 200);
    }

    private static String state(OpenTenant tenant, String state) {
        return """
        UPDATE tenants SET state = '%s', route_changed_at = UTC_TIMESTAMP(6)
        WHERE id = '%s'
        """
                .formatted(state, tenant.id());
    }

    @Test
    void aTenantWhoseStatementsHangGetsItsShareAndOthersAreServed() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(12);
                Connection stopper = controlPlane.connect()) {
            List<Future<Response>> held = new ArrayList<>(hang(stopper, here, clients, SHARE));

            // Those that wait for its own share, and those that may not even wait.
            List<Future<Response>> more = ask(here, clients, MAY_WAIT + 3);

            for (Future<Response> one : more) {
                one.get()
                        .then()
                        .statusCode(429)
                        .header("Retry-After", notNullValue())
                        .body("code", equalTo("tenant_share_exhausted"));
                assertThat(designs(neighbour).statusCode()).isEqualTo(200);
            }
            try (Connection another = controlPlane.connect()) {
                held.addAll(hang(another, neighbour, clients, SHARE));
                OpenTenant third =
                        OpenTenant.at(replica, stack.databaseServers().getFirst().name());
                designs(third)
                        .then()
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("code", equalTo("database_server_busy"));
            }
            unlock(stopper);
            for (Future<Response> one : held) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
        }
    }

    /** Makes calls of a tenant that wait for a table until the connection lets go of it. */
    private static List<Future<Response>> hang(
            Connection stopper, OpenTenant tenant, ExecutorService clients, int calls)
            throws SQLException {
        assertThat(designs(tenant).statusCode()).isEqualTo(200);
        String database =
                controlPlane
                        .texts(
                                "SELECT database_name FROM tenant_databases WHERE tenant_id = '%s'"
                                        .formatted(tenant.id()))
                        .getFirst();
        try (Statement statement = stopper.createStatement()) {
            statement.execute("LOCK TABLES %s.designs WRITE".formatted(database));
        }
        List<Future<Response>> hanging = ask(tenant, clients, calls);
        await().atMost(PATIENCE)
                .until(() ->
                        controlPlane
                                        .texts(
                                                """
                                                SELECT id FROM information_schema.processlist
                                                WHERE db = '%s' AND state LIKE '%%metadata lock%%'
                                                """
                                                        .formatted(database))
                                        .size()
                                == calls);
        return hanging;
    }

    private static void unlock(Connection stopper) throws SQLException {
        try (Statement statement = stopper.createStatement()) {
            statement.execute("UNLOCK TABLES");
        }
    }

    private static List<Future<Response>> ask(
            OpenTenant tenant, ExecutorService clients, int calls) {
        List<Future<Response>> asked = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            asked.add(clients.submit(() -> designs(tenant)));
        }
        return asked;
    }

    private static Response designs(OpenTenant tenant) {
        return replica.as(tenant.token()).get(DESIGNS);
    }

    private static String state(String operation) {
        return replica.asOperator().get("/api/v1/platform/operations/" + operation).path("state");
    }

    private static void health(String state) {
        replica.asOperator()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'database-servers' }.data.'%s'"
                                .formatted(mortal.name()),
                        startsWith(state + ", "));
    }

    private static List<JsonNode> logged(String message) {
        return replica.logged().stream()
                .filter(line -> line.path("message").asText().contains(message))
                .toList();
    }

    private static void about(JsonNode line, OpenTenant tenant) {
        assertThat(line.at("/mdc/tenant_id").asText()).isEqualTo(tenant.id());
    }
}
