package io.tenantry.boot;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Brings the control plane's schema up to date before anything reads it. */
@ApplicationScoped
class ControlPlaneMigration {
    private final ControlPlane controlPlane;
    private final ControlPlaneConfig config;

    ControlPlaneMigration(ControlPlane controlPlane, ControlPlaneConfig config) {
        this.controlPlane = controlPlane;
        this.config = config;
    }

    void atStart(@Observes @Priority(StartOrder.CONTROL_PLANE) StartupEvent start) {
        if (config.migrateAtStart()) {
            controlPlane.migrate();
        }
    }
}
