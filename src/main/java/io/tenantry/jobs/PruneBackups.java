package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.schedule.BackupRetention;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for the removal of backups that their tenants' rules no longer keep, and for locks. */
@ApplicationScoped
class PruneBackups {
    private static final Actor ACTOR = Actor.local("job:prune-backups");

    private final BackupRetention retention;

    PruneBackups(BackupRetention retention) {
        this.retention = retention;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "prune-backups",
            every = "{tenantry.jobs.prune-backups}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        retention.reconcile(ACTOR);
    }
}
