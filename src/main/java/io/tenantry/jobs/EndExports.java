package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.export.Exports;
import jakarta.enterprise.context.ApplicationScoped;

/** Has exports removed whose time is over. */
@ApplicationScoped
class EndExports {
    private static final Actor ACTOR = Actor.local("job:end-exports");
    private static final int AT_ONCE = 100;

    private final Exports exports;

    EndExports(Exports exports) {
        this.exports = exports;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "end-exports",
            every = "{tenantry.jobs.end-exports}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        exports.expireDue(AT_ONCE, ACTOR);
    }
}
