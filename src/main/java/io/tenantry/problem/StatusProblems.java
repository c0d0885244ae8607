package io.tenantry.problem;

import org.jspecify.annotations.Nullable;

/** What a bare HTTP status from the framework means, in our own words. */
final class StatusProblems {
    private StatusProblems() {}

    static ProblemException of(int status, @Nullable Throwable cause) {
        return switch (status) {
            case 400 ->
                    problem(
                            ErrorCode.MALFORMED_REQUEST,
                            "the path, the query or a header cannot be read",
                            "Compare the request with /q/openapi.");
            case 404 ->
                    problem(
                            ErrorCode.NOT_FOUND,
                            "nothing is at this address",
                            "Compare the address with /q/openapi.");
            case 405 ->
                    problem(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "this address does not take that method",
                            "Compare the call with /q/openapi.");
            case 406 ->
                    problem(
                            ErrorCode.NOT_ACCEPTABLE,
                            "the call cannot answer in an accepted media type",
                            "Accept application/json.");
            case 413 -> bodyTooLarge();
            case 414 ->
                    problem(
                            ErrorCode.ADDRESS_TOO_LONG,
                            "the address is longer than the service reads",
                            "Shorten the query.");
            case 415 ->
                    problem(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "the call does not read that media type",
                            "Send application/json.");
            default ->
                    Problems.from(
                            cause == null
                                    ? new IllegalStateException("HTTP status " + status)
                                    : cause);
        };
    }

    static ProblemException bodyTooLarge() {
        return problem(
                ErrorCode.BODY_TOO_LARGE,
                "the body is larger than the service reads",
                "Send less at once.");
    }

    private static ProblemException problem(ErrorCode code, String detail, String remedy) {
        return new ProblemException(code, detail, remedy);
    }
}
