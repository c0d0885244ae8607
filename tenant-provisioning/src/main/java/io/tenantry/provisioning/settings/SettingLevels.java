package io.tenantry.provisioning.settings;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The order in which values count: the tenant's, its plan's, the default. */
public final class SettingLevels {
    private static final Logger LOG = Logger.getLogger(SettingLevels.class.getName());
    private static final int MOST_TOLD = 1000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * What a setting is. A value that it does not take (any more) is passed over, and told once.
     */
    public <T> EffectiveSetting<T> effective(
            Setting<T> setting, StoredSettings ofTenant, StoredSettings ofPlan) {
        Object override = ofTenant.values().get(setting.name());
        Object planned = ofPlan.values().get(setting.name());
        Optional<T> own = fitting(setting, override, ofTenant);
        if (own.isPresent()) {
            return new EffectiveSetting<>(
                    setting, own.get(), SettingSource.TENANT, override, planned);
        }
        Optional<T> plans = fitting(setting, planned, ofPlan);
        return new EffectiveSetting<>(
                setting,
                plans.orElse(setting.standard()),
                plans.isPresent() ? SettingSource.PLAN : SettingSource.DEFAULT,
                override,
                planned);
    }

    private <T> Optional<T> fitting(
            Setting<T> setting, @Nullable Object scalar, StoredSettings stored) {
        if (scalar == null) {
            return Optional.empty();
        }
        Optional<T> value = setting.type().read(scalar);
        if (value.isEmpty()
                && told.size() < MOST_TOLD
                && told.add(setting.name() + " of " + stored.owner())) {
            LOG.warning(() ->
                    "%s of %s is stored with a value that it no longer takes, which is passed over; set it anew or remove it"
                            .formatted(setting.name(), stored.owner()));
        }
        return value;
    }
}
