package io.tenantry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The description of the API as it is committed: without what only tests have, always in the same
 * order.
 */
final class ApiContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "/components/schemas/";

    private ApiContract() {}

    /** As text that ends with a line end. */
    static String of(JsonNode described) throws JsonProcessingException {
        ObjectNode api = described.deepCopy();
        ObjectNode paths = (ObjectNode) api.get("paths");
        paths.remove(
                paths.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(path -> path.startsWith("/test/"))
                        .toList());
        dropUnnamed((ObjectNode) api.at("/components/schemas"), api);
        api.remove("servers");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter()
                        .withArrayIndenter(
                                DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
                        .withObjectIndenter(
                                DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        return JSON.writer(printer).writeValueAsString(sorted("", api)) + "\n";
    }

    private static void dropUnnamed(ObjectNode schemas, ObjectNode api) {
        Set<String> named = new HashSet<>();
        collect(api.get("paths"), schemas, named);
        schemas.retain(named);
    }

    private static void collect(JsonNode node, ObjectNode schemas, Set<String> named) {
        node.findValuesAsText("$ref").stream()
                .filter(ref -> ref.contains(SCHEMAS))
                .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
                .filter(named::add)
                .forEach(name -> collect(schemas.path(name), schemas, named));
    }

    private static JsonNode sorted(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field ->
                            result.set(field.getKey(), sorted(field.getKey(), field.getValue())));
            return result;
        }
        if (node instanceof ArrayNode array) {
            Stream<JsonNode> elements =
                    StreamSupport.stream(array.spliterator(), false)
                            .map(element -> sorted("", element));
            // Of these the order says nothing, so that it may differ between builds.
            boolean free = key.equals("required") || key.equals("tags");
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(
                            (free
                                            ? elements.sorted(
                                                    Comparator.comparing(JsonNode::toString))
                                            : elements)
                                    .toList());
        }
        return node;
    }
}
