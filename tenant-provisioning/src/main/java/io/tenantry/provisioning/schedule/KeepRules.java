package io.tenantry.provisioning.schedule;

/**
 * How long backups stay: the first of each hour, day, week and month for so many hours, days, weeks
 * and months, each 0 for not on that account. The last good one always stays.
 *
 * @param manualDays how long one stays that somebody asked for; {@link Long#MAX_VALUE} for good
 */
public record KeepRules(long hourly, long daily, long weekly, long monthly, long manualDays) {
    /**
     * @throws IllegalArgumentException if a number is negative
     */
    public KeepRules {
        if (hourly < 0 || daily < 0 || weekly < 0 || monthly < 0 || manualDays < 0) {
            throw new IllegalArgumentException("backups are kept for zero and more");
        }
    }
}
