package io.tenantry.provisioning.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a setting is for a tenant, or for a plan.
 *
 * @param value what holds
 * @param source who says so
 * @param override the tenant's own value as it is stored, whether the setting still takes it or
 *     not; null for none
 * @param ofPlan likewise the plan's
 */
public record EffectiveSetting<T>(
        Setting<T> setting,
        T value,
        SettingSource source,
        @Nullable Object override,
        @Nullable Object ofPlan) {
    /** The value that holds, as a scalar. */
    public Object scalar() {
        return setting.type().write(value);
    }
}
