package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.warm.WarmDatabases;
import jakarta.enterprise.context.ApplicationScoped;

/** Has databases made beforehand where some are missing, and removed where nobody claims them. */
@ApplicationScoped
class KeepDatabasesWarm {
    private static final Actor ACTOR = Actor.local("job:keep-databases-warm");

    private final WarmDatabases warm;

    KeepDatabasesWarm(WarmDatabases warm) {
        this.warm = warm;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "keep-databases-warm",
            every = "{tenantry.jobs.keep-databases-warm}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        warm.reconcile(ACTOR);
    }
}
