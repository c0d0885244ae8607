package io.tenantry.access.invitation;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Forgets links that were to confirm addresses, a while after they have expired. */
@ApplicationScoped
class ConfirmationPurge {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(7);
    private static final int AT_ONCE = 1000;

    private final BackgroundTasks background;
    private final Confirmations confirmations;
    private final ControlPlane controlPlane;

    ConfirmationPurge(
            BackgroundTasks background, Confirmations confirmations, ControlPlane controlPlane) {
        this.background = background;
        this.confirmations = confirmations;
        this.controlPlane = controlPlane;
    }

    void atStart(@Observes @Priority(StartOrder.BACKGROUND) StartupEvent start) {
        background.every(PAUSE, "forgetting links to confirm addresses", this::purge);
    }

    private void purge() {
        int forgotten;
        do {
            forgotten =
                    controlPlane.inTransaction(handle ->
                            confirmations.forget(
                                    handle, controlPlane.now().minus(MEMORY), AT_ONCE));
        } while (forgotten == AT_ONCE);
    }
}
