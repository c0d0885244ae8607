package io.tenantry.studio;

import io.tenantry.provisioning.settings.Limit;
import io.tenantry.provisioning.settings.Setting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The settings that this room obeys. A constant that is a bean is in the catalogue. */
final class StudioSettings {
    @Produces @Singleton
    static final Setting<Limit> DESIGNS_MAX =
            Setting.limit(
                    "studio.designs.max",
                    Limit.UNLIMITED,
                    0,
                    100_000,
                    "How many designs a tenant may have at once");

    private StudioSettings() {}
}
