package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.exports.ExportsConfig;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.export.ExportSchedule;
import io.tenantry.provisioning.export.Exports;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for the exports that tenants have made by themselves, a few at a time. */
@ApplicationScoped
class MakeDueExports {
    private static final Actor ACTOR = Actor.local("job:make-due-exports");
    private static final int AT_ONCE = 20;

    private final Exports exports;
    private final ExportSchedule schedule;
    private final ExportsConfig config;

    MakeDueExports(Exports exports, ExportSchedule schedule, ExportsConfig config) {
        this.exports = exports;
        this.schedule = schedule;
        this.config = config;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "make-due-exports",
            every = "{tenantry.jobs.make-due-exports}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        if (exports.areKept()) {
            schedule.askForDue(AT_ONCE, config.lifetime(), ACTOR);
        }
    }
}
