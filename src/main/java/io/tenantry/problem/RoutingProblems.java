package io.tenantry.problem;

import io.tenantry.routing.RoutingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Translates why a unit of work did not reach its tenant's database. */
final class RoutingProblems {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private RoutingProblems() {}

    static ProblemException translate(RoutingException failure) {
        ErrorCode code = code(failure.reason());
        Duration retryAfter = failure.retryAfter().orElse(defaultRetryAfter(code));
        // The message is for operators: it may name a database server. Callers get the title.
        return new ProblemException(
                code, code.title(), remedy(failure.reason()), retryAfter, failure);
    }

    static ErrorCode code(RoutingException.Reason reason) {
        return switch (reason) {
            case NO_TENANT -> ErrorCode.TENANT_REQUIRED;
            case WRONG_TENANT -> ErrorCode.TENANT_WRONG;
            case MALFORMED_TENANT -> ErrorCode.TENANT_MALFORMED;
            case TENANT_MISMATCH -> ErrorCode.TENANT_MISMATCH;
            case UNKNOWN_TENANT -> ErrorCode.TENANT_UNKNOWN;
            case NOT_READY -> ErrorCode.TENANT_NOT_READY;
            case SUSPENDED -> ErrorCode.TENANT_SUSPENDED;
            case MAINTENANCE -> ErrorCode.TENANT_MAINTENANCE;
            case SCHEMA_OUTDATED -> ErrorCode.SCHEMA_OUTDATED;
            case GONE -> ErrorCode.TENANT_GONE;
            case DIRECTORY_UNAVAILABLE -> ErrorCode.DIRECTORY_UNAVAILABLE;
            case STALE_ROUTE -> ErrorCode.ROUTE_STALE;
            case IDENTITY_MISMATCH -> ErrorCode.TENANT_IDENTITY_MISMATCH;
            case CREDENTIALS_REFUSED -> ErrorCode.TENANT_CREDENTIALS_REFUSED;
            case DATABASE_MISSING -> ErrorCode.TENANT_DATABASE_MISSING;
            case SERVER_UNAVAILABLE -> ErrorCode.DATABASE_SERVER_UNAVAILABLE;
            case SERVER_UNSUPPORTED -> ErrorCode.DATABASE_SERVER_UNSUPPORTED;
            case SERVER_BUSY -> ErrorCode.DATABASE_SERVER_BUSY;
            case TENANT_SHARE_EXHAUSTED -> ErrorCode.TENANT_SHARE_EXHAUSTED;
        };
    }

    private static String remedy(RoutingException.Reason reason) {
        return switch (reason) {
            case NO_TENANT, MALFORMED_TENANT, UNKNOWN_TENANT ->
                    "Choose a tenant with POST /api/v1/auth/tenant and use the token it answers.";
            case TENANT_MISMATCH ->
                    "Leave the tenant out of the request, or use a token of that tenant.";
            case SUSPENDED -> "Ask the platform operator to resume the tenant.";
            case GONE -> "Ask the platform operator whether the tenant can be undeleted.";
            case NOT_READY,
                    MAINTENANCE,
                    SCHEMA_OUTDATED,
                    DIRECTORY_UNAVAILABLE,
                    STALE_ROUTE,
                    SERVER_UNAVAILABLE,
                    SERVER_BUSY,
                    TENANT_SHARE_EXHAUSTED ->
                    "Try again after the time in the Retry-After header.";
            case DATABASE_MISSING ->
                    "Tell the platform operator, who can restore a backup of the database.";
            case WRONG_TENANT, IDENTITY_MISMATCH, CREDENTIALS_REFUSED, SERVER_UNSUPPORTED ->
                    "Tell the platform operator the requestId.";
        };
    }

    private static @Nullable Duration defaultRetryAfter(ErrorCode code) {
        return switch (code) {
            case ROUTE_STALE, TENANT_SHARE_EXHAUSTED, DATABASE_SERVER_BUSY -> SOON;
            case TENANT_NOT_READY,
                    TENANT_MAINTENANCE,
                    SCHEMA_OUTDATED,
                    DIRECTORY_UNAVAILABLE,
                    DATABASE_SERVER_UNAVAILABLE ->
                    SHORTLY;
            default -> null;
        };
    }
}
