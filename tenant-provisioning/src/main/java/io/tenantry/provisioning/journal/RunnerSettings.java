package io.tenantry.provisioning.journal;

import java.time.Duration;

/**
 * How operations are run.
 *
 * @param replica this process among its peers, 1 to 60 characters: shown as the owner of leases
 * @param parallelism how many operations run at once, 1 and up
 * @param lease how long a claim lasts unless it is renewed: longer than any pause a live process
 *     makes
 * @param heartbeat how often leases are renewed: well below {@code lease}
 * @param sweep how often operations are looked for that nobody runs
 * @param doing how failed steps are tried again
 * @param undoing how failed undos are tried again
 */
public record RunnerSettings(
        String replica,
        int parallelism,
        Duration lease,
        Duration heartbeat,
        Duration sweep,
        RetryPolicy doing,
        RetryPolicy undoing) {
    private static final int LONGEST_REPLICA = 60;

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public RunnerSettings {
        demand(!replica.isBlank() && replica.length() <= LONGEST_REPLICA, "replica");
        demand(parallelism >= 1, "parallelism");
        demand(heartbeat.isPositive() && heartbeat.multipliedBy(2).compareTo(lease) < 0, "lease");
        demand(sweep.isPositive(), "sweep");
    }

    /**
     * Four at once, leases of 8 seconds renewed every second, a sweep every second; five attempts
     * at a step within half a minute, ten at an undo within a quarter of an hour. What a dead
     * replica left is so taken on within 9 seconds, and no lease is lost by fewer than seven missed
     * renewals.
     */
    public static RunnerSettings defaults(String replica) {
        return new RunnerSettings(
                replica,
                4,
                Duration.ofSeconds(8),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(15)),
                new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(3)));
    }

    private static void demand(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException("operation runner: bad value of " + name);
        }
    }
}
