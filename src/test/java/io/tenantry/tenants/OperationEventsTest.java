package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
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

        ServerSentEvents events = follow(operation, null);

        List<String> ids = events.ids();
        assertThat(ids).isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
        assertThat(ids.getFirst()).isEqualTo("1");
        assertThat(events.data())
                .anyMatch(data ->
                        data.contains("\"first-administrator\"") && data.contains("\"done\""))
                .last()
                .matches(data -> data.contains("\"succeeded\""));
    }

    @Test
    void anOnlookerWhoComesBackHearsOnlyWhatItMissed() throws Exception {
        String operation = request();
        int seen = number(follow(operation, null).ids().get(2));

        List<String> rest = follow(operation, String.valueOf(seen)).ids();

        assertThat(number(rest.getFirst())).isEqualTo(seen + 1);
    }

    @Test
    void anOnlookerWhoHasSeenTheEndIsToldNotToComeBack() throws Exception {
        String operation = request();
        List<String> seen = follow(operation, null).ids();

        for (String last : List.of(seen.getLast(), "99999")) {
            fleet.asOperator()
                    .accept("text/event-stream")
                    .header("Last-Event-ID", last)
                    .get(OPERATIONS + operation + "/events")
                    .then()
                    .statusCode(204);
        }
        assertThat(follow(operation, seen.get(seen.size() - 2)).ids())
                .containsExactly(seen.getLast());
    }

    @Test
    void anUnknownOperationIsNotFound() {
        for (String id : List.of("01ARZ3NDEKTSV4RRFFQ69G5FAV", "x'--", "夏")) {
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

    private ServerSentEvents follow(String operation, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        return ServerSentEvents.follow(
                fleet, "%s%s/events".formatted(OPERATIONS, operation), lastEventId);
    }

    private static int number(String id) {
        return Integer.parseInt(id);
    }
}
