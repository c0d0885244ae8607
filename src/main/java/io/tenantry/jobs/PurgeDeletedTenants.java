package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Asks for the purge of deleted tenants whose retention is over. */
@ApplicationScoped
class PurgeDeletedTenants {
    private static final Logger LOG = Logger.getLogger(PurgeDeletedTenants.class);
    private static final Actor ACTOR = Actor.local("job:purge-deleted-tenants");
    private static final int AT_ONCE = 100;

    private final TenantLifecycle lifecycle;

    PurgeDeletedTenants(TenantLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "purge-deleted-tenants",
            every = "{tenantry.jobs.purge-deleted-tenants}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        int asked = lifecycle.purgeDue(AT_ONCE, ACTOR);
        if (asked > 0) {
            LOG.infof("the retention of %d deleted tenants is over; they are being purged", asked);
        }
    }
}
