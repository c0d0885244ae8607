package io.tenantry.jobs;

import io.quarkus.quartz.Nonconcurrent;
import io.quarkus.scheduler.Scheduled;
import io.tenantry.provisioning.check.ServerChecks;
import jakarta.enterprise.context.ApplicationScoped;

/** Measures what lies on the database servers: capacities in bytes and connections go by it. */
@ApplicationScoped
class MeasureServers {
    private final ServerChecks checks;

    MeasureServers(ServerChecks checks) {
        this.checks = checks;
    }

    @Nonconcurrent
    @Scheduled(
            identity = "measure-servers",
            every = "{tenantry.jobs.measure-servers}",
            skipExecutionIf = OncePerTime.class)
    void reconcile() {
        checks.measure();
    }
}
