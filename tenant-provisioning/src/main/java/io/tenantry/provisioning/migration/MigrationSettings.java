package io.tenantry.provisioning.migration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.MigrationLimits;
import io.tenantry.provisioning.server.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a migration goes about it.
 *
 * @param canary tags of the tenants that come first, all of them; empty for no canaries
 * @param waves which part of the other tenants is migrated after each wave, in percent: rising, the
 *     last one 100
 * @param parallelism how many databases of a server are worked on at once, 1 to 32
 * @param errorBudget how many targets of a wave may fail before the migration pauses, 0 and up
 * @param attempts how often a database is tried that is busy, 1 to 20
 * @param lockWaitSeconds how long a statement waits for a tenant's locks, 1 to 3,600
 * @param statementSeconds how long a statement may run, 1 to 86,400
 * @param repair whether databases that have drifted are brought up to date by Liquibase, one at a
 *     time; otherwise they are left as they are, and reported
 */
public record MigrationSettings(
        Map<String, String> canary,
        List<Integer> waves,
        int parallelism,
        int errorBudget,
        int attempts,
        int lockWaitSeconds,
        int statementSeconds,
        boolean repair) {
    private static final int ALL = 100;
    private static final int MOST_WAVES = 20;
    private static final int MOST_PARALLEL = 32;
    private static final int MOST_ATTEMPTS = 20;

    /** A tenth, a half, all; four at once a server; the first failure pauses. */
    public static final MigrationSettings DEFAULTS =
            new MigrationSettings(Map.of(), List.of(10, 50, ALL), 4, 0, 5, 5, 600, false);

    /**
     * @throws ProvisioningException with {@link Reason#MIGRATION_MALFORMED} if a value is out of
     *     its range, or {@link Reason#LABELS_MALFORMED}
     */
    public MigrationSettings {
        canary = new Labels(canary).values();
        waves = List.copyOf(waves);
        demand(isRising(waves), "waves are rising percentages of which the last is 100");
        demand(parallelism >= 1 && parallelism <= MOST_PARALLEL, "parallelism is 1 to 32");
        demand(errorBudget >= 0, "the error budget is 0 or more");
        demand(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts are 1 to 20");
        try {
            limits(lockWaitSeconds, statementSeconds);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isRising(List<Integer> waves) {
        if (waves.isEmpty() || waves.size() > MOST_WAVES || waves.getLast() != ALL) {
            return false;
        }
        int before = 0;
        for (int percent : waves) {
            if (percent <= before) {
                return false;
            }
            before = percent;
        }
        return true;
    }

    @JsonIgnore
    MigrationLimits limits() {
        return limits(lockWaitSeconds, statementSeconds);
    }

    private static MigrationLimits limits(int lockWaitSeconds, int statementSeconds) {
        return new MigrationLimits(
                Duration.ofSeconds(lockWaitSeconds), Duration.ofSeconds(statementSeconds));
    }

    private static void demand(boolean holds, String what) {
        if (!holds) {
            throw malformed(what);
        }
    }

    private static ProvisioningException malformed(String what) {
        return new ProvisioningException(Reason.MIGRATION_MALFORMED, what);
    }
}
