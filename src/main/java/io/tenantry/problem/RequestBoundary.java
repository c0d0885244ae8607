package io.tenantry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;

/**
 * The outermost layer: names each request, refuses bodies that announce themselves as too large,
 * takes no notice of the type of a body that is none, and answers for failures that never reach
 * REST.
 */
@ApplicationScoped
class RequestBoundary {
    /** Before every route of the framework, of which the lowest that matters here is -2. */
    private static final int FIRST = -10_000;

    private final ObjectMapper json;
    private final long bodyLimit;

    RequestBoundary(
            ObjectMapper json,
            @ConfigProperty(name = "tenantry.http.max-body-size") MemorySize bodyLimit) {
        this.json = json;
        this.bodyLimit = bodyLimit.asLongValue();
    }

    void surround(@Observes Router router) {
        router.route().order(FIRST).handler(this::enter).failureHandler(this::fail);
        router.route().last().handler(request -> refuse(request, StatusProblems.of(404, null)));
    }

    private void enter(RoutingContext request) {
        String id = RequestId.assign(request);
        MDC.put(RequestId.LOG_KEY, id);
        request.response().putHeader(RequestId.HEADER, id);
        if (announcedBytes(request) > bodyLimit) {
            // The rest of the body is never read, so the connection cannot be used again.
            request.response().putHeader("Connection", "close");
            request.response().endHandler(done -> request.request().connection().close());
            refuse(request, StatusProblems.bodyTooLarge());
            return;
        }
        if (isWithoutBody(request)) {
            // Some clients give a type to a body that they do not send.
            request.request().headers().remove("Content-Type");
        }
        request.next();
    }

    /** As far as HTTP/1 says so; a later one says it only when the body is awaited. */
    private static boolean isWithoutBody(RoutingContext request) {
        return announcedBytes(request) == 0
                && request.request().getHeader("Transfer-Encoding") == null
                && request.request().version() != HttpVersion.HTTP_2;
    }

    private static long announcedBytes(RoutingContext request) {
        String announced = request.request().getHeader("Content-Length");
        if (announced == null) {
            return 0;
        }
        try {
            return Long.parseLong(announced);
        } catch (NumberFormatException tooManyDigits) {
            return Long.MAX_VALUE;
        }
    }

    private void fail(RoutingContext request) {
        Throwable failure = request.failure();
        if (failure == null) {
            refuse(request, StatusProblems.of(request.statusCode(), null));
        } else {
            refuse(request, translate(failure, request.statusCode()));
        }
    }

    private static ProblemException translate(Throwable failure, int status) {
        return switch (failure) {
            case UnauthorizedException missing -> SecurityMappers.tokenMissing();
            case AuthenticationFailedException bad -> SecurityMappers.tokenRefused(bad);
            case ForbiddenException forbidden -> SecurityMappers.permissionDenied();
            default ->
                    status >= 400 && status < 500
                            ? StatusProblems.of(status, failure)
                            : Problems.from(failure);
        };
    }

    private void refuse(RoutingContext request, ProblemException failure) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten()) {
            response.reset();
            return;
        }
        ProblemAnswer answer = ProblemAnswer.to(request, failure);
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(failure.code().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(text(answer.problem()));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem document is always JSON", impossible);
        }
    }
}
