package io.tenantry.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.tenantry.replicas.Clients.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What sixteen clients see who ask both replicas without a pause. */
@ExtendWith(TwoReplicas.class)
class UnderLoadIT {
    private static final int CLIENTS = 16;
    private static final int ENOUGH = 10;
    private static final Duration SUSPENDED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Replicas replicas;

    @BeforeAll
    static void start(Replicas both) {
        replicas = both;
    }

    @BeforeEach
    void bothAreUp() {
        replicas.revive();
    }

    @Test
    void aSuspendedTenantIsServedByNobodyAfterASecondAndOthersAreServedAllTheTime()
            throws Exception {
        OpenTenant suspended = OpenTenant.at(replicas.first());
        OpenTenant bystander = OpenTenant.at(replicas.first());
        try (Clients clients = new Clients()) {
            for (int i = 0; i < CLIENTS; i++) {
                OpenTenant tenant = i % 4 == 3 ? bystander : suspended;
                clients.add(replica(i), tenant.slug(), tenant.token());
            }
            clients.awaitMore(ENOUGH);

            long asked = System.nanoTime();
            replicas.first()
                    .asOperator()
                    .body(Map.of())
                    .post("/api/v1/platform/tenants/%s/suspend".formatted(suspended.slug()))
                    .then()
                    .statusCode(202);
            long bound = asked + SUSPENDED.toNanos();
            await().atMost(PATIENCE).until(() -> System.nanoTime() - bound > 0);
            clients.awaitMore(ENOUGH);
            clients.stop();

            List<Answer> late =
                    clients.answers(
                            a -> a.tenant().equals(suspended.slug()) && a.asked() - bound > 0);
            assertThat(late).hasSizeGreaterThan(CLIENTS);
            assertThat(late)
                    .allSatisfy(a -> {
                        assertThat(a.status()).isEqualTo(403);
                        assertThat(a.text()).contains("tenant_suspended");
                    });
            assertThat(clients.answers(a -> a.tenant().equals(suspended.slug())))
                    .allSatisfy(a -> assertThat(a.status()).as(a.text()).isIn(200, 403));
            assertThat(clients.answers(a -> a.tenant().equals(bystander.slug())))
                    .allSatisfy(a -> assertThat(a.status()).as(a.text()).isEqualTo(200));
        }
    }

    @Test
    void noRequestFailsWhileAllCredentialsAreRotatedAndAllSecretsResealed() throws Exception {
        List<OpenTenant> tenants = new ArrayList<>();
        for (int i = 0; i < CLIENTS / 2; i++) {
            tenants.add(OpenTenant.at(replica(i)));
        }
        List<String> accounts = accounts(tenants);
        try (Clients clients = new Clients()) {
            for (int i = 0; i < CLIENTS; i++) {
                // Each tenant at both replicas.
                OpenTenant tenant = tenants.get(i / 2);
                clients.add(replica(i), tenant.slug(), tenant.token());
            }
            clients.awaitMore(ENOUGH);

            Response rotation = platform("credentials/rotate");
            Response reseal = platform("secrets/reseal");

            assertThat(rotation.<Integer>path("asked")).isGreaterThanOrEqualTo(tenants.size());
            String operation = reseal.path("operation.id");
            await().atMost(PATIENCE)
                    .until(() -> running("tenant.rotate-credentials", "secrets.reseal").isEmpty());
            clients.awaitMore(ENOUGH);
            clients.stop();

            assertThat(clients.answers(a -> a.status() != 200)).isEmpty();
            assertThat(clients.answers(_ -> true)).hasSizeGreaterThan(CLIENTS * ENOUGH);
            assertThat(accounts(tenants)).doesNotContainAnyElementsOf(accounts);
            assertThat(
                            replicas.controlPlane()
                                    .texts(
                                            "SELECT state FROM operations WHERE id = '%s'"
                                                    .formatted(operation)))
                    .containsExactly("succeeded");
        }
    }

    private static Replica replica(int client) {
        return replicas.both().get(client % 2);
    }

    private static Response platform(String path) {
        return replicas.first()
                .asOperator()
                .body(Map.of())
                .post("/api/v1/platform/" + path)
                .then()
                .statusCode(202)
                .extract()
                .response();
    }

    private static List<String> running(String... kinds) {
        return replicas.controlPlane()
                .texts(
                        "SELECT id FROM operations WHERE state = 'running' AND kind IN ('%s')"
                                .formatted(String.join("','", kinds)));
    }

    private static List<String> accounts(List<OpenTenant> tenants) {
        List<String> ids = tenants.stream().map(OpenTenant::id).toList();
        return replicas.controlPlane()
                .texts(
                        "SELECT account FROM tenant_databases WHERE tenant_id IN ('%s')"
                                .formatted(String.join("','", ids)));
    }
}
