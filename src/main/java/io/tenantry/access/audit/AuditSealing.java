package io.tenantry.access.audit;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.audit.AuditChain;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Adds what was written to the audit log to its chain, every other second. */
@ApplicationScoped
class AuditSealing {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BackgroundTasks background;
    private final AuditChain chain;

    AuditSealing(BackgroundTasks background, AuditChain chain) {
        this.background = background;
        this.chain = chain;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PAUSE, "chaining the audit log", chain::sealAll);
    }
}
