package io.tenantry.access.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows operators how many mails wait and how many were given up, as metrics and in the readiness
 * report, and forgets mails that ended long ago. It never makes the replica unready: everything
 * else works without mail.
 */
@Readiness
@ApplicationScoped
class MailWatch implements HealthCheck {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(30);
    private static final int FORGET_AT_ONCE = 1000;

    private final Mails mails;
    private final Smtp smtp;
    private final ControlPlane controlPlane;
    private volatile int queued;
    private volatile int failed;

    MailWatch(Mails mails, Smtp smtp, ControlPlane controlPlane, MeterRegistry registry) {
        this.mails = mails;
        this.smtp = smtp;
        this.controlPlane = controlPlane;
        Gauge.builder("tenantry.mails.queued", this, watch -> watch.queued)
                .description("Mails that wait to be sent, of all replicas")
                .register(registry);
        Gauge.builder("tenantry.mails.failed", this, watch -> watch.failed)
                .description("Mails of the last 30 days that were given up")
                .register(registry);
    }

    void start(
            @Observes @Priority(StartOrder.BACKGROUND) StartupEvent event,
            BackgroundTasks background) {
        background.every(LOOK, "counting mails", this::look);
        background.every(SWEEP, "forgetting mails", this::forget);
    }

    /** Counts anew. */
    void look() {
        queued = controlPlane.read(handle -> mails.count(handle, "queued"));
        failed = controlPlane.read(handle -> mails.count(handle, "failed"));
    }

    private void forget() {
        int forgotten;
        do {
            forgotten =
                    controlPlane.inTransaction(handle ->
                            mails.forget(handle, controlPlane.now().minus(MEMORY), FORGET_AT_ONCE));
        } while (forgotten == FORGET_AT_ONCE);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mail")
                .up()
                .withData("configured", smtp.isConfigured())
                .withData("queued", queued)
                .withData("failed", failed)
                .build();
    }
}
