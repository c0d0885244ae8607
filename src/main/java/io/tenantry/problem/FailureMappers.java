package io.tenantry.problem;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for what rooms and the libraries below them throw, and for what nobody foresaw. */
class FailureMappers {
    private final LostDatabases lostDatabases;

    FailureMappers(LostDatabases lostDatabases) {
        this.lostDatabases = lostDatabases;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> anything(Throwable failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, Problems.from(lostDatabases.explained(failure))));
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
