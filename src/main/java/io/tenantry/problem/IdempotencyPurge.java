package io.tenantry.problem;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Forgets the control plane's expired idempotency keys, hour by hour. Those of the tenants go with
 * the next call to their database ({@link TenantRecords}): nobody opens a whole fleet for them.
 */
@ApplicationScoped
class IdempotencyPurge {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final BackgroundTasks background;
    private final Idempotency idempotency;

    IdempotencyPurge(BackgroundTasks background, Idempotency idempotency) {
        this.background = background;
        this.idempotency = idempotency;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PAUSE, "forgetting idempotency keys", idempotency::purge);
    }
}
