package io.tenantry.provisioning.schedule;

import io.tenantry.routing.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;

/**
 * The moments at which a tenant's backups are due. Tenants are spread over the window by a hash of
 * their id, so a tenant's moment is the same every time, and known to every replica.
 */
final class Slots {
    /** 1970-01-01 was a Thursday; weeks begin on Mondays. */
    private static final Duration MONDAY = Duration.ofDays(4);

    private Slots() {}

    /**
     * The last moment no later than now.
     *
     * @param policy not off
     */
    static Instant latest(TenantId tenant, BackupPolicy policy, Instant now) {
        long every = policy.rhythm().every().toMillis();
        long first = first(tenant, policy);
        return Instant.ofEpochMilli(
                first + Math.floorDiv(now.toEpochMilli() - first, every) * every);
    }

    /** The first moment after now; likewise. */
    static Instant next(TenantId tenant, BackupPolicy policy, Instant now) {
        return latest(tenant, policy, now).plus(policy.rhythm().every());
    }

    private static long first(TenantId tenant, BackupPolicy policy) {
        Duration every = policy.rhythm().every();
        long hash = hash(tenant);
        if (every.compareTo(Duration.ofDays(1)) < 0) {
            return hash % every.toMillis();
        }
        long within = policy.windowStart().toMillis() + hash % policy.window().toMillis();
        if (policy.rhythm() == Rhythm.WEEKLY) {
            long day = hash / policy.window().toMillis() % 7;
            return MONDAY.plus(Duration.ofDays(day)).toMillis() + within;
        }
        return within;
    }

    /** Spread evenly: ids that were given out one after the other are far apart. */
    private static long hash(TenantId tenant) {
        CRC32 sum = new CRC32();
        sum.update(tenant.value().getBytes(StandardCharsets.US_ASCII));
        long bits = sum.getValue() * 0x9E3779B97F4A7C15L;
        return (bits ^ (bits >>> 29)) >>> 1;
    }
}
