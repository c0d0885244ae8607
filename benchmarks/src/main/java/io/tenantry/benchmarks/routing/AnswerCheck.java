package io.tenantry.benchmarks.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Asks a server for every tenant's design, and compares. */
final class AnswerCheck {

    private static final int OK = 200;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();

    /**
     * Asks for every target once.
     *
     * @throws BenchmarkFailedException at the first answer that is not the tenant's design
     */
    void check(String server, URI address, List<Target> targets)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Target target : targets) {
                check(server, http.send(request(address, target), BodyHandlers.ofString()), target);
            }
        }
    }

    /** What a server answers to the request for a target: its status. */
    int status(URI address, Target target) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request(address, target), BodyHandlers.discarding()).statusCode();
        }
    }

    private void check(String server, HttpResponse<String> answer, Target target)
            throws IOException {
        JsonNode body = answer.statusCode() == OK ? json.readTree(answer.body()) : null;
        if (body == null
                || !target.tenant().designId().equals(body.path("id").asText())
                || !target.tenant().title().equals(body.path("title").asText())) {
            throw new BenchmarkFailedException(
                    "%s answered %d for tenant %s: %s"
                            .formatted(
                                    server,
                                    answer.statusCode(),
                                    target.tenant().id(),
                                    answer.body()));
        }
    }

    private static HttpRequest request(URI address, Target target) {
        return HttpRequest.newBuilder(
                        address.resolve("/api/v1/designs/" + target.tenant().designId()))
                .header("Authorization", "Bearer " + target.token())
                .timeout(LIMIT)
                .build();
    }
}
