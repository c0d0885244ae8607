package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stream of events, read to its end. */
record ServerSentEvents(List<String> lines) {
    /** Follows one as a platform administrator. */
    static ServerSentEvents follow(Fleet fleet, String path, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d%s".formatted(RestAssured.port, path)))
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
            return new ServerSentEvents(response.body().toList());
        }
    }

    List<String> ids() {
        return values("id:");
    }

    List<String> data() {
        return values("data:");
    }

    private List<String> values(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .toList();
    }
}
