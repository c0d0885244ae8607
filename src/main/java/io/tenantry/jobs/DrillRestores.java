package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.drill.Drills;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for a restore drill when the last one is long enough ago. */
@ApplicationScoped
class DrillRestores {
    private static final Actor ACTOR = Actor.local("job:drill-restores");

    private final Drills drills;

    DrillRestores(Drills drills) {
        this.drills = drills;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "drill-restores",
            every = "{tenantry.jobs.drill-restores}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        drills.reconcile(ACTOR);
    }
}
