package io.tenantry.provisioning.changelog;

import java.time.Duration;

/**
 * How long a migration may stand in a tenant's way.
 *
 * @param lockWait how long a statement waits for locks, 1 s to an hour, in whole seconds
 * @param statement how long a statement may run, 1 s to a day, in whole seconds
 */
public record MigrationLimits(Duration lockWait, Duration statement) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_STATEMENT = Duration.ofDays(1);

    /** Five seconds for a lock, ten minutes for a statement. */
    public static final MigrationLimits DEFAULTS =
            new MigrationLimits(Duration.ofSeconds(5), Duration.ofMinutes(10));

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public MigrationLimits {
        demand(lockWait, LONGEST_WAIT, "lock wait");
        demand(statement, LONGEST_STATEMENT, "statement time");
    }

    private static void demand(Duration value, Duration longest, String name) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the %s is 1 s to %s".formatted(name, longest));
        }
    }

    int lockWaitSeconds() {
        return Math.toIntExact(lockWait.toSeconds());
    }

    int statementSeconds() {
        return Math.toIntExact(statement.toSeconds());
    }
}
