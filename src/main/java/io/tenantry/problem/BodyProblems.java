package io.tenantry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Translates what Jackson could not read. Its own messages name classes of ours, so they stay in.
 */
final class BodyProblems {
    private static final String COMPARE = "Compare the body with the call's schema in /q/openapi.";

    private BodyProblems() {}

    static ProblemAnswer answer(RoutingContext request, JsonProcessingException failure) {
        // Jackson wraps what the body's stream threw: that the body is too large, say.
        return Problems.find(failure)
                .map(problem -> ProblemAnswer.to(request, problem))
                .orElseGet(() -> describe(request, failure));
    }

    private static ProblemAnswer describe(RoutingContext request, JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                    answer(
                            request,
                            ErrorCode.UNKNOWN_FIELD,
                            unknown,
                            "is not a field of this call");
            case MismatchedInputException mismatch ->
                    answer(
                            request,
                            ErrorCode.MALFORMED_BODY,
                            mismatch,
                            "is missing or of the wrong type");
            case JsonMappingException mapping ->
                    answer(request, ErrorCode.MALFORMED_BODY, mapping, "cannot be read");
            default ->
                    ProblemAnswer.to(
                            request,
                            new ProblemException(
                                    ErrorCode.MALFORMED_BODY,
                                    "the body is not JSON" + place(failure),
                                    COMPARE));
        };
    }

    private static ProblemAnswer answer(
            RoutingContext request, ErrorCode code, JsonMappingException failure, String what) {
        String pointer = pointer(failure);
        ProblemException problem =
                new ProblemException(
                        code, (pointer.isEmpty() ? "the body" : pointer) + " " + what, COMPARE);
        return ProblemAnswer.to(request, problem, List.of(new Problem.Fault(pointer, null, what)));
    }

    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            String name = step.getFieldName();
            pointer.append('/').append(name == null ? step.getIndex() : escape(name));
        }
        return pointer.toString();
    }

    // RFC 6901, section 3.
    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String place(JsonProcessingException failure) {
        if (failure.getLocation() == null) {
            return "";
        }
        return ", see line %d, column %d"
                .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
    }
}
