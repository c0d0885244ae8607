package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.binlog.Recovery;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes what of the servers' archived logs no backup needs any more. */
@ApplicationScoped
class RemoveArchivedLogs {
    private static final Logger LOG = Logger.getLogger(RemoveArchivedLogs.class);

    private final Recovery recovery;

    RemoveArchivedLogs(Recovery recovery) {
        this.recovery = recovery;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "remove-archived-logs",
            every = "{tenantry.jobs.remove-archived-logs}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        int removed = recovery.removeUnneeded();
        if (removed > 0) {
            LOG.infof("%d archived pieces of binary logs were needed no more", removed);
        }
    }
}
