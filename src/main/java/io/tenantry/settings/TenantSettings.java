package io.tenantry.settings;

import io.tenantry.provisioning.settings.EffectiveSetting;
import io.tenantry.provisioning.settings.PlanSettings;
import io.tenantry.provisioning.settings.Setting;
import io.tenantry.provisioning.settings.SettingCatalogue;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.provisioning.settings.StoredSettings;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.directory.TenantRoute;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What holds for the tenant of the current unit of work, from memory:
 *
 * <pre>{@code
 * if (settings.get(StudioSettings.DESIGNS_MAX).hasRoomBeside(count)) …
 * }</pre>
 *
 * <p>A tenant's value is as old as its route, a plan's a few seconds at most. While the control
 * plane is away what was last known holds, for as long as the route does.
 */
@ApplicationScoped
public class TenantSettings {
    private final TenantDirectory directory;
    private final PlanSettings plans;
    private final SettingCatalogue catalogue;
    private final SettingLevels levels;

    TenantSettings(
            TenantDirectory directory,
            PlanSettings plans,
            SettingCatalogue catalogue,
            SettingLevels levels) {
        this.directory = directory;
        this.plans = plans;
        this.catalogue = catalogue;
        this.levels = levels;
    }

    /**
     * What a setting is.
     *
     * @throws io.tenantry.routing.NoTenantException if no tenant is bound: there is no default
     * @throws io.tenantry.routing.RoutingException if the tenant's route cannot be had
     * @throws IllegalArgumentException if the setting is not declared
     */
    public <T> T get(Setting<T> setting) {
        catalogue.demandDeclared(setting);
        TenantRoute route = route();
        return levels.effective(setting, own(route), plans.known(route.plan())).value();
    }

    /** What all settings are, by name; throws as {@link #get} does. */
    public List<EffectiveSetting<?>> all() {
        TenantRoute route = route();
        StoredSettings own = own(route);
        StoredSettings ofPlan = plans.known(route.plan());
        return catalogue.all().stream()
                .<EffectiveSetting<?>>map(setting -> levels.effective(setting, own, ofPlan))
                .toList();
    }

    private TenantRoute route() {
        TenantId tenant = TenantContext.require();
        return directory.require(tenant);
    }

    private static StoredSettings own(TenantRoute route) {
        return StoredSettings.ofTenant(route.tenant().value(), route.settings());
    }
}
