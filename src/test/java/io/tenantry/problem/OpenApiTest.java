package io.tenantry.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description of the API is complete: clients are generated from it. */
@ServerTest
class OpenApiTest {
    @Inject ObjectMapper json;

    private JsonNode api;

    @BeforeEach
    void read() throws Exception {
        api = json.readTree(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void theProblemDocumentIsDescribed() {
        JsonNode problem = api.at("/components/schemas/Problem/properties");

        assertThat(problem.fieldNames())
                .toIterable()
                .contains("type", "title", "status", "detail", "code", "remedy", "errors");
    }

    @Test
    void everyFailureOfEveryCallIsAProblem() {
        eachOperation((name, operation) ->
                operation
                        .get("responses")
                        .properties()
                        .forEach(response -> isProblem(name, response)));
    }

    private static void isProblem(String name, Map.Entry<String, JsonNode> response) {
        if (response.getKey().compareTo("400") >= 0) {
            assertThat(
                            response.getValue()
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asText())
                    .as("%s %s", name, response.getKey())
                    .isEqualTo("#/components/schemas/Problem");
        }
    }

    @Test
    void everyCallSaysWhatSucceedingLooksLike() {
        eachOperation((name, operation) ->
                assertThat(operation.get("responses").fieldNames())
                        .toIterable()
                        .as(name)
                        // Browsers are sent elsewhere.
                        .anyMatch(status -> status.startsWith("2") || status.equals("303")));
    }

    @Test
    void everyAnswerAndEveryBodySaysWhatItHolds() {
        List<String> gaps = new ArrayList<>();
        eachOperation((name, operation) -> {
            operation
                    .get("responses")
                    .properties()
                    .forEach(response -> {
                        String status = response.getKey();
                        if (status.startsWith("2") && !status.equals("204")) {
                            look(name + " answers " + status, response.getValue(), gaps);
                        }
                    });
            if (operation.has("requestBody")) {
                look(name + " takes", operation.get("requestBody"), gaps);
            }
        });

        assertThat(gaps).isEmpty();
    }

    private void look(String where, JsonNode message, List<String> gaps) {
        JsonNode content = message.path("content");
        if (content.isEmpty()) {
            gaps.add(where + ": nothing");
        }
        content.properties()
                .forEach(kind -> {
                    JsonNode schema = resolved(kind.getValue().path("schema"));
                    JsonNode list = schema.at("/properties/items");
                    if (!isDescribed(schema)) {
                        gaps.add(where + ": " + kind.getValue());
                    } else if (!list.isMissingNode()
                            && !isDescribed(resolved(list.path("items")))) {
                        gaps.add(where + ", a list of: " + list);
                    }
                });
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? api.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    /** More than that it is some object. */
    private static boolean isDescribed(JsonNode schema) {
        return (schema.path("type").isTextual() && !schema.path("type").asText().equals("object"))
                || Stream.of("properties", "additionalProperties", "oneOf", "anyOf", "allOf")
                        .anyMatch(schema::has);
    }

    /** Left out, null, and always there are three things. */
    @Test
    void answersSayWhatIsAlwaysThereAndWhatMayBeNull() {
        assertThat(api.at("/components/schemas/Me/required").toString())
                .contains("\"email\"", "\"tenants\"")
                .doesNotContain("\"visit\"");
        assertThat(api.at("/components/schemas/Tenant/required").toString()).contains("\"plan\"");
        assertThat(api.at("/components/schemas/Tenant/properties/plan/type").toString())
                .contains("null");
        assertThat(api.at("/components/schemas/MemberChange/required").isMissingNode()).isTrue();
    }

    @Test
    void noSchemaIsOnlyAnotherNameForItself() {
        api.at("/components/schemas")
                .properties()
                .forEach(schema ->
                        assertThat(schema.getValue().path("$ref").asText())
                                .as(schema.getKey())
                                .isNotEqualTo("#/components/schemas/" + schema.getKey()));
    }

    @Test
    void everyCallHasANameOfItsOwnAndASummary() {
        List<String> names = new ArrayList<>();
        eachOperation((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            names.add(operation.path("operationId").asText());
        });

        assertThat(names).doesNotContain("").doesNotHaveDuplicates();
    }

    @Test
    void callsThatNeedATokenSayHowToSendIt() {
        assertThat(api.at("/components/securitySchemes/token/scheme").asText()).isEqualTo("bearer");
        assertThat(api.at("/paths/~1api~1v1~1me/get/security/0").has("token")).isTrue();
        assertThat(api.at("/paths/~1api~1v1~1auth~1login/post/security").isMissingNode()).isTrue();
    }

    private void eachOperation(BiConsumer<String, JsonNode> check) {
        api.get("paths")
                .properties()
                .forEach(path -> {
                    // Calls that only tests have need no description.
                    if (!path.getKey().startsWith("/test/")) {
                        path.getValue()
                                .properties()
                                .forEach(call ->
                                        check.accept(
                                                call.getKey() + " " + path.getKey(),
                                                call.getValue()));
                    }
                });
    }
}
