package io.tenantry.problem;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.mysql.Deadlock;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Finds what to tell the caller in whatever was thrown. */
final class Problems {
    private static final int DEEPEST_CAUSE = 20;
    private static final String SQL_STATE_CONNECTION = "08";
    private static final int UNKNOWN_DATABASE = 1049;

    /**
     * What a session is told that provisioning has ended, to move its tenant: that it was killed
     * (MariaDB), that its statement was interrupted.
     */
    private static final Set<Integer> ENDED = Set.of(1927, 1317);

    /** What a session is told that others were in the way of: a deadlock, or a wait too long. */
    private static final Set<Integer> IN_THE_WAY = Set.of(Deadlock.ERROR, 1205);

    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private Problems() {}

    /** Translates any failure; what has no meaning of its own is {@code internal_error}. */
    static ProblemException from(Throwable failure) {
        return find(failure)
                .orElseGet(() ->
                        new ProblemException(
                                ErrorCode.INTERNAL_ERROR,
                                "the service failed in a way nobody foresaw",
                                "Tell the platform operator the requestId.",
                                null,
                                failure));
    }

    /** The outermost failure with a meaning of its own. */
    static Optional<ProblemException> find(Throwable failure) {
        return causes(failure)
                .map(Problems::known)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> failedCommit(failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        // Transactions, Hibernate and executors wrap what happened; deeper than this nobody nests.
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE);
    }

    /** Why a transaction could not be committed is no cause of that, but stands beside it. */
    private static Optional<ProblemException> failedCommit(Throwable failure) {
        return causes(failure)
                .filter(RollbackException.class::isInstance)
                .flatMap(cause -> Arrays.stream(cause.getSuppressed()))
                .flatMap(Problems::causes)
                .map(Problems::known)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable ProblemException known(Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> problem;
            case RoutingException routing -> RoutingProblems.translate(routing);
            case ProvisioningException provisioning -> ProvisioningProblems.translate(provisioning);
            case JdbiException jdbi when lostConnection(jdbi) ->
                    retryLater(ErrorCode.CONTROL_PLANE_UNAVAILABLE, jdbi);
            case JdbiException jdbi
                    when jdbi.getCause() instanceof SQLException sql && isInTheWay(sql) ->
                    retryLater(ErrorCode.SERVICE_BUSY, jdbi);
            case RejectedExecutionException busy -> retryLater(ErrorCode.SERVICE_BUSY, busy);
            // Below no Jdbi failure, so it was a tenant's connection that broke in use.
            case SQLException sql when isConnectionState(sql) ->
                    retryLater(ErrorCode.DATABASE_SERVER_UNAVAILABLE, sql);
            // Nothing of it was done, and each time that is tried again fewer are in the way.
            case SQLException sql when isInTheWay(sql) ->
                    retryLater(ErrorCode.DATABASE_SERVER_BUSY, sql);
            case SQLException sql when ENDED.contains(sql.getErrorCode()) ->
                    RoutingProblems.translate(
                            new RoutingException(
                                    RoutingException.Reason.STALE_ROUTE,
                                    "a tenant's session was ended while it was at work",
                                    null,
                                    sql));
            // Dropped under a connection that had its database already.
            case SQLException sql when sql.getErrorCode() == UNKNOWN_DATABASE ->
                    RoutingProblems.translate(
                            new RoutingException(
                                    RoutingException.Reason.DATABASE_MISSING,
                                    "a tenant's database is gone",
                                    null,
                                    sql));
            default -> null;
        };
    }

    // Jdbi speaks to the control plane only, so a connection it lost is the control plane's.
    private static boolean lostConnection(JdbiException failure) {
        if (failure instanceof ConnectionException) {
            return true;
        }
        return failure.getCause() instanceof SQLException sql && isConnectionState(sql);
    }

    private static boolean isConnectionState(SQLException failure) {
        return failure.getSQLState() != null
                && failure.getSQLState().startsWith(SQL_STATE_CONNECTION);
    }

    private static boolean isInTheWay(SQLException failure) {
        return IN_THE_WAY.contains(failure.getErrorCode());
    }

    private static ProblemException retryLater(ErrorCode code, Throwable cause) {
        return new ProblemException(
                code,
                code.title(),
                "Try again after the time in the Retry-After header.",
                SHORTLY,
                cause);
    }
}
