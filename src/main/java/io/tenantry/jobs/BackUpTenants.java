package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.backups.BackupWatch;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.schedule.BackupSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;

/** Asks for the backups that are due, and tells of those that failed. */
@ApplicationScoped
class BackUpTenants {
    private static final Actor ACTOR = Actor.local("job:back-up-tenants");

    private final BackupSchedule schedule;
    private final BackupWatch watch;

    BackUpTenants(BackupSchedule schedule, @Readiness BackupWatch watch) {
        this.schedule = schedule;
        this.watch = watch;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "back-up-tenants",
            every = "{tenantry.jobs.back-up-tenants}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        watch.failed(schedule.noticeFailures(ACTOR).size());
        schedule.reconcile(ACTOR);
    }
}
