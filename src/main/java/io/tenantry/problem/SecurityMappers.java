package io.tenantry.problem;

import static io.tenantry.problem.FailureMappers.answer;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for calls that may not be made: no token, a bad token, or not enough permission. */
class SecurityMappers {
    private static final String SIGN_IN =
            "Sign in with POST /api/v1/auth/login and send its accessToken as a Bearer token.";

    @ServerExceptionMapper
    public RestResponse<Problem> noToken(UnauthorizedException failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, tokenMissing()));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> badToken(
            AuthenticationFailedException failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, tokenRefused(failure)));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> forbidden(ForbiddenException failure, RoutingContext request) {
        return answer(ProblemAnswer.to(request, permissionDenied()));
    }

    static ProblemException tokenMissing() {
        return new ProblemException(
                ErrorCode.TOKEN_MISSING, "the request carries no access token", SIGN_IN);
    }

    /** Whoever verified the token left a problem among the causes, if it knows more. */
    static ProblemException tokenRefused(AuthenticationFailedException failure) {
        return Problems.find(failure)
                .orElseGet(() ->
                        new ProblemException(
                                ErrorCode.TOKEN_INVALID,
                                "the access token is not one of this service",
                                SIGN_IN));
    }

    static ProblemException permissionDenied() {
        return new ProblemException(
                ErrorCode.PERMISSION_DENIED,
                "the caller's roles do not allow this call",
                "Use an account or a token with the role that the call needs.");
    }
}
