package io.tenantry.settings;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.settings.PlanSettings;
import io.tenantry.provisioning.settings.Setting;
import io.tenantry.provisioning.settings.SettingCatalogue;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.provisioning.settings.SettingOverrides;
import io.tenantry.routing.cdi.RouteChannel;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Collects what the rooms declare, and keeps what plans give current. */
@Dependent
class SettingsBeans {
    /** A plan's change has reached every replica after this and one query: well below 5 seconds. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    /** Two settings of one name end the start here. */
    @Produces
    @Singleton
    SettingCatalogue catalogue(Instance<Setting<?>> declared) {
        return new SettingCatalogue(declared);
    }

    @Produces
    @Singleton
    SettingLevels levels() {
        return new SettingLevels();
    }

    @Produces
    @Singleton
    PlanSettings plans(
            ControlPlane controlPlane,
            AuditLog audit,
            SettingCatalogue catalogue,
            SettingLevels levels) {
        return new PlanSettings(controlPlane, audit, catalogue, levels);
    }

    @Produces
    @Singleton
    SettingOverrides overrides(
            ControlPlane controlPlane,
            AuditLog audit,
            SettingCatalogue catalogue,
            SettingLevels levels,
            RouteChannel channel) {
        return new SettingOverrides(controlPlane, audit, catalogue, levels, channel::announce);
    }

    void start(
            @Observes @Priority(StartOrder.BACKGROUND) StartupEvent event,
            PlanSettings plans,
            BackgroundTasks background) {
        plans.refresh();
        background.every(REFRESH, "reading the plans' settings", plans::refresh);
    }
}
