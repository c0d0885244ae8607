package io.tenantry.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Completes the description of the API: each failure that a call may answer is a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
    private static final Map<String, String> WITH_INPUT =
            Map.of(
                    "400", "`validation_failed`, `malformed_body`, `unknown_field` and the like",
                    "413", "`body_too_large`",
                    "415", "`unsupported_media_type`");
    private static final Map<String, String> WITH_TOKEN =
            Map.of(
                    "401", "`token_missing`, `token_invalid` or `token_expired`",
                    "403", "`permission_denied`, or the tenant of the token cannot be entered");
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "500", "`internal_error`",
                    "503", "Something below does not answer; see Retry-After");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().values().stream()
                    .map(PathItem::getOperations)
                    .flatMap(operations -> operations.values().stream())
                    .forEach(ProblemResponses::complete);
        }
    }

    private static void complete(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        APIResponses responses = operation.getResponses();
        if (operation.getRequestBody() != null) {
            add(responses, WITH_INPUT);
        }
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            add(responses, WITH_TOKEN);
        }
        add(responses, ALWAYS);
        responses.getAPIResponses().forEach(ProblemResponses::describe);
    }

    private static void add(APIResponses responses, Map<String, String> wanted) {
        wanted.forEach((status, description) -> {
            if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().description(description));
            }
        });
    }

    private static void describe(String status, APIResponse response) {
        boolean failure = status.startsWith("4") || status.startsWith("5");
        if (failure && response.getContent() == null) {
            response.setContent(problem());
        }
        // What the framework says by itself when it finds a security annotation.
        if ("Not Authorized".equals(response.getDescription())) {
            response.setDescription(WITH_TOKEN.get("401"));
        } else if ("Not Allowed".equals(response.getDescription())) {
            response.setDescription(WITH_TOKEN.get("403"));
        }
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(
                                        OASFactory.createSchema()
                                                .ref("#/components/schemas/Problem")));
    }
}
