package io.tenantry.tenants;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.KeyScanCursor;
import io.tenantry.routing.TenantId;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * What Redis holds of a tenant. Every key of this server begins with {@code tenantry:}, and one
 * that belongs to a tenant carries its id. Every method throws if Redis does not answer.
 */
@Singleton
class TenantCacheKeys {
    private static final int AT_ONCE = 1000;

    private final RedisDataSource redis;

    TenantCacheKeys(RedisDataSource redis) {
        this.redis = redis;
    }

    /**
     * Removes the tenant's keys.
     *
     * @return how many there were
     */
    long remove(TenantId tenant) {
        long removed = 0;
        KeyScanCursor<String> keys = keysOf(tenant);
        while (keys.hasNext()) {
            Set<String> some = keys.next();
            if (!some.isEmpty()) {
                removed += redis.key().del(some.toArray(String[]::new));
            }
        }
        return removed;
    }

    /** How many keys the tenant has. */
    long count(TenantId tenant) {
        long found = 0;
        KeyScanCursor<String> keys = keysOf(tenant);
        while (keys.hasNext()) {
            found += keys.next().size();
        }
        return found;
    }

    private KeyScanCursor<String> keysOf(TenantId tenant) {
        return redis.key()
                .scan(
                        new KeyScanArgs()
                                .match("tenantry:*%s*".formatted(tenant.value()))
                                .count(AT_ONCE));
    }
}
