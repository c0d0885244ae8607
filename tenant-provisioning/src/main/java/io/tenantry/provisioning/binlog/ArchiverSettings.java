package io.tenantry.provisioning.binlog;

import java.time.Duration;

/**
 * How binary logs are archived.
 *
 * @param replica this process among its peers, 1 to 60 characters
 * @param every a segment is cut when it is this old, 100 ms to 1 hour: how much may be lost with a
 *     server
 * @param bytes or when it holds this much, 64 KiB to 256 MiB: how much memory each server's
 *     archiver takes
 * @param lease how long a server stays with a replica that does not answer
 * @param heartbeat how often leases are renewed and servers looked for: well below {@code lease}
 * @param look how often the server's clock is compared with its log; 10 ms and up
 * @param refusals how often in a row a log cannot be read on at one place before it counts as
 *     damaged there, and is archived again from behind it; 1 and up
 */
public record ArchiverSettings(
        String replica,
        Duration every,
        int bytes,
        Duration lease,
        Duration heartbeat,
        Duration look,
        int refusals) {
    /** With the pauses in between more than a minute: longer than a server takes to start. */
    private static final int REFUSALS = 10;

    private static final int SMALLEST = 1 << 16;
    private static final int LARGEST = 1 << 28;
    private static final int LONGEST_REPLICA = 60;

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ArchiverSettings {
        demand(!replica.isBlank() && replica.length() <= LONGEST_REPLICA, "replica");
        demand(
                every.compareTo(Duration.ofMillis(100)) >= 0
                        && every.compareTo(Duration.ofHours(1)) <= 0,
                "every");
        demand(bytes >= SMALLEST && bytes <= LARGEST, "bytes");
        demand(heartbeat.isPositive() && heartbeat.multipliedBy(2).compareTo(lease) < 0, "lease");
        demand(look.compareTo(Duration.ofMillis(10)) >= 0, "look");
        demand(refusals >= 1, "refusals");
    }

    /**
     * Segments of ten seconds or 16 MiB; what a dead replica archived goes on within ten seconds.
     */
    public static ArchiverSettings defaults(String replica) {
        return new ArchiverSettings(
                replica,
                Duration.ofSeconds(10),
                1 << 24,
                Duration.ofSeconds(8),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                REFUSALS);
    }

    private static void demand(boolean holds, String name) {
        if (!holds) {
            throw new IllegalArgumentException("archiving of binary logs: bad value of " + name);
        }
    }
}
