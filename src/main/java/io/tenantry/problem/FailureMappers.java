package io.tenantry.problem;

import io.tenantry.routing.RoutingException;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for what rooms and the libraries below them throw, and for what nobody foresaw. */
class FailureMappers {
    @ServerExceptionMapper
    public RestResponse<Problem> problem(ProblemException failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, failure));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> routing(RoutingException failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, RoutingProblems.translate(failure)));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> anything(Throwable failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, Problems.from(failure)));
    }

    static RestResponse<Problem> answer(ProblemAnswer answer) {
        RestResponse.ResponseBuilder<Problem> response =
                RestResponse.ResponseBuilder.<Problem>create(answer.problem().status())
                        .entity(answer.problem())
                        .type(Problem.MEDIA_TYPE);
        answer.headers().forEach(response::header);
        return response.build();
    }
}
