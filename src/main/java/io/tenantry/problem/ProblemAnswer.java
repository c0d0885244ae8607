package io.tenantry.problem;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A problem on its way out: the document, and the headers that go with it.
 *
 * @param headers by name; the media type is not among them
 */
record ProblemAnswer(Problem problem, Map<String, String> headers) {
    private static final Logger LOG = Logger.getLogger(ProblemAnswer.class);

    /** Writes the answer for a failure, and logs it if the fault is ours. */
    static ProblemAnswer to(RoutingContext request, ProblemException failure) {
        if (failure.code().isOurs()) {
            log(request, failure);
        }
        return to(request, failure, failure.faults());
    }

    static ProblemAnswer to(
            RoutingContext request, ProblemException failure, List<Problem.Fault> faults) {
        Problem problem =
                Problem.of(
                        failure.code(),
                        failure.detail(),
                        failure.remedy(),
                        faults,
                        RequestId.of(request),
                        failure instanceof ChallengeException asking ? asking.challenge() : null);
        Map<String, String> headers = new LinkedHashMap<>();
        failure.retryAfter().ifPresent(wait -> headers.put("Retry-After", seconds(wait)));
        if (failure.code().status() == 401) {
            headers.put("WWW-Authenticate", challenge(failure.code()));
        }
        return new ProblemAnswer(problem, headers);
    }

    // RFC 6750, section 3.1: a request without any token gets no error code.
    private static String challenge(ErrorCode code) {
        return switch (code) {
            case TOKEN_INVALID, TOKEN_EXPIRED ->
                    "Bearer realm=\"tenantry\", error=\"invalid_token\", error_description=\"%s\""
                            .formatted(code.title());
            default -> "Bearer realm=\"tenantry\"";
        };
    }

    // Rounded up: a client that comes back a moment too early would only be refused again.
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static void log(RoutingContext request, ProblemException failure) {
        String line =
                "%s %s failed: %s (request %s)"
                        .formatted(
                                request.request().method(),
                                request.normalizedPath(),
                                failure.code().code(),
                                RequestId.of(request));
        if (failure.code().status() == 500) {
            LOG.error(line, failure);
        } else {
            LOG.warnf("%s: %s", line, rootMessage(failure));
        }
    }

    private static String rootMessage(ProblemException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.detail() : cause.toString();
    }
}
