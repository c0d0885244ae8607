package io.tenantry.provisioning.schedule;

import java.time.Duration;

/**
 * How much backups and drills that nobody waits for may load the fleet.
 *
 * @param atOnce scheduled backups that run at once, on all replicas together; 1 and up
 * @param perServer of them on one database server; 1 and up
 * @param drillEvery from one restore drill to the next; zero for none but those asked for
 */
public record ScheduleSettings(int atOnce, int perServer, Duration drillEvery) {
    public static final ScheduleSettings DEFAULTS = new ScheduleSettings(2, 1, Duration.ofDays(1));

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public ScheduleSettings {
        if (atOnce < 1 || perServer < 1 || drillEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "the schedule of backups: at-once and per-server are 1 and up, drill-every is not negative");
        }
    }
}
