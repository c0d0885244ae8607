package io.tenantry.server;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The calls of the API, as its own description lists them. */
public final class DocumentedCalls {
    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private DocumentedCalls() {}

    /**
     * A call.
     *
     * @param name the id of the operation
     * @param path with names of parameters in braces
     */
    public record Call(String name, String method, String path) {
        /** Method and path, as tables of calls have them. */
        public String line() {
            return method + " " + path;
        }
    }

    /** All of them, but for those that only tests have. */
    public static List<Call> all() {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths().properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                if (METHODS.contains(method) && !path.getKey().startsWith("/test/")) {
                    String name = operation.getValue().path("operationId").asText();
                    calls.add(new Call(name, method, path.getKey()));
                }
            }
        }
        if (calls.isEmpty()) {
            throw new AssertionError("the API is not described");
        }
        return calls;
    }

    private static JsonNode paths() {
        try {
            return new ObjectMapper()
                    .readTree(given().get("/q/openapi?format=json").asString())
                    .path("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
