package io.tenantry.routing.mysql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A transaction that the server has undone because it and others waited for each other, or because
 * a cluster has let another one go first: nothing of it was done, and it may be done again.
 */
public final class Deadlock {
    /** {@code ER_LOCK_DEADLOCK}. */
    public static final int ERROR = 1213;

    private static final int DEEPEST_CAUSE = 20;

    private Deadlock() {}

    /** Whether a failure comes from one. */
    public static boolean isCauseOf(Throwable failure) {
        // Why a transaction could not be committed is no cause of that, but stands beside it.
        return causes(failure)
                .flatMap(cause ->
                        Stream.concat(Stream.of(cause), Arrays.stream(cause.getSuppressed())))
                .flatMap(Deadlock::causes)
                .anyMatch(
                        cause -> cause instanceof SQLException sql && sql.getErrorCode() == ERROR);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST_CAUSE);
    }
}
