package io.tenantry.access.factor;

import io.tenantry.provisioning.settings.Setting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The settings that this package obeys. */
final class FactorSettings {
    @Produces @Singleton
    static final Setting<Boolean> REQUIRED =
            Setting.flag(
                    "access.second-factor",
                    false,
                    "Whether only sessions with a second factor are let into the tenant");

    private FactorSettings() {}
}
