package io.tenantry.exports;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.export.ExportPace;
import io.tenantry.provisioning.export.ExportSchedule;
import io.tenantry.provisioning.export.Exports;
import io.tenantry.provisioning.settings.PlanSettings;
import io.tenantry.provisioning.settings.Setting;
import io.tenantry.provisioning.settings.SettingLevels;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Exports as beans of this server, and the setting that they obey. */
@Dependent
class ExportsBeans {
    @Produces @Singleton static final Setting<String> SCHEDULE = ExportPace.SETTING;

    @Produces
    @Singleton
    Exports exports(Provisioning provisioning) {
        return provisioning.exports();
    }

    @Produces
    @Singleton
    ExportSchedule schedule(
            ControlPlane controlPlane, Exports exports, PlanSettings plans, SettingLevels levels) {
        return new ExportSchedule(controlPlane, exports, plans, levels);
    }

    void check(
            @Observes @Priority(StartOrder.CONFIGURATION) StartupEvent start,
            ExportsConfig config) {
        if (!config.lifetime().isPositive()) {
            throw new IllegalArgumentException("tenantry.exports.lifetime must be above zero");
        }
        if (!config.linkLifetime().isPositive()) {
            throw new IllegalArgumentException("tenantry.exports.link-lifetime must be above zero");
        }
    }
}
