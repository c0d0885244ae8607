package io.tenantry.studio;

import static io.restassured.RestAssured.given;
import static io.tenantry.tenants.Fleet.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.server.ServerTest;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database server that dies or hangs fails its own tenants and nobody else. */
@ServerTest
class SickServersTest {
    private static final String DESIGNS = "/api/v1/designs";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalStack stack;
    private static LocalDatabaseServer server;
    private static Fleet.@Nullable Open onTheSickOne;

    @Inject Fleet fleet;
    @Inject Provisioning provisioning;

    @BeforeAll
    static void start() {
        stack = LocalStack.sharedOrStart();
        server = stack.startDatabaseServer("mortal");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aDeadServerFailsItsOwnTenantsAndNobodyElse() {
        Fleet.Open elsewhere = fleet.open();
        Fleet.Open doomed = openOnTheSickOne();
        as(doomed.token()).get(DESIGNS).then().statusCode(200);
        health("up");

        server.kill();

        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    refused(doomed);
                    health("down");
                });
        as(elsewhere.token()).get(DESIGNS).then().statusCode(200);
        assertThat(metric("tenantry_routing_connections_up", "")).isZero();
        assertThat(metric("tenantry_routing_refusals_total", "server_unavailable")).isPositive();

        server.restart();

        await().atMost(PATIENCE)
                .untilAsserted(() -> as(doomed.token()).get(DESIGNS).then().statusCode(200));
        health("up");
        assertThat(metric("tenantry_routing_connections_up", "")).isOne();
    }

    @Test
    void aServerThatHangsFailsItsOwnTenantsWithinSecondsAndNobodyElse() throws Exception {
        Fleet.Open elsewhere = fleet.open();
        Fleet.Open stuck = openOnTheSickOne();
        as(stuck.token()).get(DESIGNS).then().statusCode(200);
        as(elsewhere.token()).get(DESIGNS).then().statusCode(200);
        try (ExecutorService clients = Executors.newFixedThreadPool(40)) {
            server.freeze();
            List<Future<Response>> asked = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                asked.add(clients.submit(() -> as(stuck.token()).get(DESIGNS)));
            }

            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(timed(() -> as(elsewhere.token()).get(DESIGNS)))
                                .isLessThan(Duration.ofSeconds(2));
                        health("down");
                    });
            assertThat(timed(() -> refused(stuck))).isLessThan(Duration.ofSeconds(2));
            for (Future<Response> one : asked) {
                Response answer = one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(answer.statusCode()).isIn(503, 429);
                assertThat(answer.header("Retry-After")).isNotNull();
                assertThat(answer.<String>path("code"))
                        .isIn("database_server_unavailable", "tenant_share_exhausted");
            }
        } finally {
            server.thaw();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(stuck.token()).get(DESIGNS).then().statusCode(200));
        health("up");
    }

    private Fleet.Open openOnTheSickOne() {
        Fleet.Open known = onTheSickOne;
        if (known == null) {
            known = register();
            onTheSickOne = known;
        }
        return known;
    }

    private Fleet.Open register() {
        DatabaseServer described = server.describe();
        provisioning
                .servers()
                .register(
                        new ServerRegistration(
                                name(),
                                described.host(),
                                described.port(),
                                described.adminUser(),
                                described.adminPassword()),
                        Actor.local("test"));
        try {
            return fleet.openOn(name());
        } finally {
            // Other tests' tenants must not be put there.
            provisioning
                    .controlPlane()
                    .useTransaction(handle ->
                            handle.execute(
                                    "UPDATE database_servers SET state = 'draining' WHERE name = ?",
                                    name()));
        }
    }

    private static String name() {
        return "mortal-" + server.port();
    }

    private static void refused(Fleet.Open open) {
        as(open.token())
                .get(DESIGNS)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("database_server_unavailable"));
    }

    /** The replica is ready either way, and says which server is not. */
    private static void health(String state) {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'database-servers' }.data.'%s'".formatted(name()),
                        startsWith(state + ", "));
    }

    private static double metric(String name, String label) {
        return Metrics.read().sum(name, name(), label);
    }

    private static Duration timed(Runnable call) {
        long started = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
