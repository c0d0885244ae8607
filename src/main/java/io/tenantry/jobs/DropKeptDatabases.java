package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.restore.Peeks;
import io.tenantry.provisioning.restore.Restores;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Asks for the removal of databases that restores replaced and that were kept long enough, and of
 * peeks whose time is over.
 */
@ApplicationScoped
class DropKeptDatabases {
    private static final Logger LOG = Logger.getLogger(DropKeptDatabases.class);
    private static final Actor ACTOR = Actor.local("job:drop-kept-databases");
    private static final int AT_ONCE = 100;

    private final Restores restores;
    private final Peeks peeks;

    DropKeptDatabases(Restores restores, Peeks peeks) {
        this.restores = restores;
        this.peeks = peeks;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "drop-kept-databases",
            every = "{tenantry.jobs.drop-kept-databases}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        int kept = restores.dropDue(AT_ONCE, ACTOR);
        int looked = peeks.endDue(AT_ONCE, ACTOR);
        if (kept + looked > 0) {
            LOG.infof("the time of %d kept databases and %d peeks is over", kept, looked);
        }
    }
}
