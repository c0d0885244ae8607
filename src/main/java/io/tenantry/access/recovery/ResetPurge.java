package io.tenantry.access.recovery;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Forgets links to choose another password, a while after they have expired. */
@ApplicationScoped
class ResetPurge {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(1);
    private static final int AT_ONCE = 1000;

    private final BackgroundTasks background;
    private final PasswordResets resets;
    private final ControlPlane controlPlane;

    ResetPurge(BackgroundTasks background, PasswordResets resets, ControlPlane controlPlane) {
        this.background = background;
        this.resets = resets;
        this.controlPlane = controlPlane;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PAUSE, "forgetting links to reset passwords", this::purge);
    }

    private void purge() {
        int forgotten;
        do {
            forgotten =
                    controlPlane.inTransaction(handle ->
                            resets.forget(handle, controlPlane.now().minus(MEMORY), AT_ONCE));
        } while (forgotten == AT_ONCE);
    }
}
