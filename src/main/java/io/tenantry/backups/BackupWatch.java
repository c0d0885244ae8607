package io.tenantry.backups;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.schedule.BackupSchedule;
import io.tenantry.provisioning.schedule.Risk;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows how many tenants are at risk, as metrics and in the readiness report. It never makes the
 * replica unready: that would take away the data that is still there.
 */
@Readiness
@ApplicationScoped
public class BackupWatch implements HealthCheck {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final BackupSchedule schedule;
    private final Counter failures;
    private volatile Map<Risk, Long> counts = Map.of();
    private volatile int tenants;

    BackupWatch(BackupSchedule schedule, MeterRegistry registry) {
        this.schedule = schedule;
        this.failures =
                Counter.builder("tenantry.backups.failed")
                        .description("Backups that could not be made, as this replica was told")
                        .register(registry);
        for (Risk risk : Risk.values()) {
            Gauge.builder("tenantry.backups.at.risk", this, watch -> watch.count(risk))
                    .description("Tenants whose data is at risk, by what is wrong")
                    .tag("risk", risk.code())
                    .register(registry);
        }
    }

    void start(
            @Observes @Priority(StartOrder.BACKGROUND) StartupEvent event,
            BackgroundTasks background) {
        background.every(LOOK, "looking for tenants at risk", this::look);
    }

    /** Counts anew. */
    void look() {
        var atRisk = schedule.atRisk();
        counts = BackupSchedule.count(atRisk);
        tenants = atRisk.size();
    }

    /** Counts failures that somebody was just told of. */
    public void failed(int backups) {
        failures.increment(backups);
    }

    private double count(Risk risk) {
        return counts.getOrDefault(risk, 0L);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report =
                HealthCheckResponse.named("backups").up().withData("tenants-at-risk", tenants);
        counts.forEach((risk, count) -> report.withData(risk.code(), count));
        return report.build();
    }
}
