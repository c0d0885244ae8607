package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An operation's events, live. */
@ServerTest
class OperationEventsTest {
    private static final String OPERATIONS = "/api/v1/platform/operations/";

    @Inject Fleet fleet;

    @Test
    void theStreamTellsEachStepInOrderAndEndsWithTheOperation() throws Exception {
        String operation = request();

        List<String> lines = follow(operation, null);

        List<String> ids = values(lines, "id:");
        assertThat(ids).isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
        assertThat(ids.getFirst()).isEqualTo("1");
        assertThat(values(lines, "data:"))
                .anyMatch(data ->
                        data.contains("\"first-administrator\"") && data.contains("\"done\""))
                .last()
                .matches(data -> data.contains("\"succeeded\""));
    }

    @Test
    void anOnlookerWhoComesBackHearsOnlyWhatItMissed() throws Exception {
        String operation = request();
        int seen = number(values(follow(operation, null), "id:").get(2));

        List<String> rest = values(follow(operation, String.valueOf(seen)), "id:");

        assertThat(number(rest.getFirst())).isEqualTo(seen + 1);
    }

    @Test
    void anUnknownOperationIsNotFound() {
        for (String id : List.of("01ARZ3NDEKTSV4RRFFQ69G5FAV", "x'--")) {
            fleet.asOperator()
                    .get(OPERATIONS + "{id}", id)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("operation_not_found"));
            fleet.asOperator()
                    .accept("text/event-stream")
                    .get(OPERATIONS + "{id}/events", id)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void onlyAFailedOperationCanBeRetried() throws Exception {
        String operation = request();
        follow(operation, null);

        fleet.asOperator()
                .post(OPERATIONS + operation + "/retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("operation_not_retryable"));
    }

    private String request() {
        return fleet.asOperator()
                .body(Fleet.wish(Fleet.newSlug()))
                .post("/api/v1/platform/tenants")
                .then()
                .statusCode(202)
                .extract()
                .path("operation.id");
    }

    private List<String> follow(String operation, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d%s%s/events"
                                                .formatted(
                                                        RestAssured.port, OPERATIONS, operation)))
                        .timeout(Duration.ofSeconds(60))
                        .header("Accept", "text/event-stream")
                        .header(
                                "Authorization",
                                "Bearer " + fleet.tokenWithoutTenant(Set.of("platform_admin")));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.util.stream.Stream<String>> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            // The stream ends by itself, or the request's time-out ends the test.
            return response.body().toList();
        }
    }

    private static List<String> values(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .toList();
    }

    private static int number(String id) {
        return Integer.parseInt(id);
    }
}
