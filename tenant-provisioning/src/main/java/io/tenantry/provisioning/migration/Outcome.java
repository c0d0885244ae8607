package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.MigrationReplay.Migrated;
import io.tenantry.provisioning.journal.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt at a target.
 *
 * @param migrated null unless it succeeded
 * @param pause how long the target waits for its next attempt; zero if there is none
 */
record Outcome(
        Target target,
        TargetState state,
        @Nullable Migrated migrated,
        @Nullable String code,
        @Nullable String detail,
        Duration pause) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    static Outcome of(Target target, Migrated migrated) {
        return new Outcome(
                target, TargetState.SUCCEEDED, migrated, null, migrated.drift(), Duration.ZERO);
    }

    /**
     * @param attempts how many a target has
     */
    static Outcome of(Target target, Exception cause, int attempts) {
        Failure failure = Failure.of(cause);
        if (failure.passing() && target.attempts() < attempts) {
            return failed(target, TargetState.PENDING, failure, pauseAfter(target.attempts()));
        }
        boolean drifted =
                cause instanceof ProvisioningException known
                        && known.reason() == Reason.SCHEMA_DRIFTED;
        return failed(
                target, drifted ? TargetState.DRIFTED : TargetState.FAILED, failure, Duration.ZERO);
    }

    private static Outcome failed(
            Target target, TargetState state, Failure failure, Duration pause) {
        return new Outcome(target, state, null, failure.code(), failure.detail(), pause);
    }

    private static Duration pauseAfter(int attempts) {
        Duration pause =
                FIRST_PAUSE.multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
