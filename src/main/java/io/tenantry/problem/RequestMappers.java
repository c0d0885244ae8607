package io.tenantry.problem;

import static io.tenantry.problem.FailureMappers.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for requests that cannot be read, or that ask for what is not there. */
class RequestMappers {
    @ServerExceptionMapper
    public RestResponse<Problem> values(
            ConstraintViolationException failure, RoutingContext request) {
        List<Problem.Fault> faults = Faults.of(failure);
        if (faults.isEmpty()) {
            // Not the caller's values but our own answer or a bean of ours broke a constraint.
            return answer(ProblemAnswer.to(request, Problems.from(failure)));
        }
        ProblemException problem =
                new ProblemException(
                        ErrorCode.VALIDATION_FAILED,
                        "%d value(s) are not allowed".formatted(faults.size()),
                        "Correct the values that errors names.");
        return answer(ProblemAnswer.to(request, problem, faults));
    }

    // Declared because the framework answers this, its supertype, in a form of its own.
    @ServerExceptionMapper
    public RestResponse<Problem> validation(ValidationException failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, Problems.from(failure)));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> mismatch(
            MismatchedInputException failure, RoutingContext request) {
        return answer(BodyProblems.answer(request, failure));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> notFound(NotFoundException failure, RoutingContext request) {
        return web(failure, request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> web(WebApplicationException failure, RoutingContext request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return answer(BodyProblems.answer(request, json));
        }
        int status = failure.getResponse().getStatus();
        if (status == RestResponse.StatusCode.NO_CONTENT) {
            // Not a failure: how a resource whose answer is a stream says that there is none.
            return RestResponse.noContent();
        }
        return answer(ProblemAnswer.to(request, StatusProblems.of(status, failure)));
    }
}
