package io.tenantry.tenants;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.DeletionReceipts;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.routing.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * The step of a tenant's purge that removes its keys from Redis and looks for more. Without Redis
 * the purge goes on, and its receipt says that Redis was not searched: nothing durable is there.
 */
@Singleton
class ForgetCacheKeys implements Step<PurgeTenant> {
    static final String PLACE = "Redis: cache keys";

    private static final Logger LOG = Logger.getLogger(ForgetCacheKeys.class);

    private final TenantCacheKeys keys;
    private final Clock clock;

    ForgetCacheKeys(TenantCacheKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return PurgeTenant.FORGET_CACHE_KEYS;
    }

    @Override
    public void execute(StepContext<PurgeTenant> context) {
        TenantId tenant = context.tenant();
        try {
            long removed = keys.remove(tenant);
            long left = keys.count(tenant);
            context.alongside(handle -> note(handle, tenant, removed, left));
        } catch (RuntimeException redisIsAway) {
            // The client's failures have no common type below RuntimeException.
            LOG.warnf("Redis is not searched for tenant %s: %s", tenant, redisIsAway);
            context.alongside(handle -> DeletionReceipts.searched(handle, tenant, PLACE, null));
        }
    }

    private void note(Handle handle, TenantId tenant, long removed, long left) {
        if (removed > 0) {
            DeletionReceipts.removed(
                    handle, tenant, "cache-keys", removed + " keys of Redis", clock.instant());
        }
        DeletionReceipts.searched(handle, tenant, PLACE, left);
    }

    /** There is no way back from a purge. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
