package io.tenantry.routing.pool;

import io.tenantry.routing.TenantId;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each tenant has leased lately: counts that are halved from time to time, so that
 * yesterday's crowd makes room. Not thread-safe; its owner's lock guards it.
 */
final class Popularity {
    private final int period;
    private final Map<TenantId, Integer> counts = new HashMap<>();
    private int touches;
    private long total;

    /**
     * @param period after how many leases the counts are halved
     */
    Popularity(int period) {
        this.period = period;
    }

    void touch(TenantId tenant) {
        counts.merge(tenant, 2, Integer::sum);
        total += 2;
        if (++touches >= period) {
            touches = 0;
            counts.replaceAll((t, count) -> count / 2);
            counts.values().removeIf(count -> count == 0);
            total = counts.values().stream().mapToLong(Integer::longValue).sum();
        }
    }

    /** The tenant's part of the leases lately, 0 to 1. */
    double of(TenantId tenant) {
        return total == 0 ? 0 : counts.getOrDefault(tenant, 0) / (double) total;
    }
}
