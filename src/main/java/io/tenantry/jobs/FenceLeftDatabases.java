package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.restore.LeftDatabases;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Asks that databases be locked whose tenants have gone on elsewhere because their server was lost,
 * as soon as it is back.
 */
@ApplicationScoped
class FenceLeftDatabases {
    private static final Logger LOG = Logger.getLogger(FenceLeftDatabases.class);
    private static final Actor ACTOR = Actor.local("job:fence-left-databases");

    private final LeftDatabases left;

    FenceLeftDatabases(LeftDatabases left) {
        this.left = left;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "fence-left-databases",
            every = "{tenantry.jobs.fence-left-databases}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        int returned = left.fenceReturned(ACTOR);
        if (returned > 0) {
            LOG.warnf(
                    "a server that was lost is back: asked to lock %d databases on it that serve no more",
                    returned);
        }
    }
}
