package io.tenantry.provisioning.settings;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** All settings there are: closed, once the rooms have declared theirs. */
public final class SettingCatalogue {
    private final Map<String, Setting<?>> byName = new TreeMap<>();

    /**
     * @throws IllegalArgumentException if two have one name
     */
    public SettingCatalogue(Iterable<? extends Setting<?>> declared) {
        for (Setting<?> setting : declared) {
            if (byName.put(setting.name(), setting) != null) {
                throw new IllegalArgumentException(
                        "the setting %s is declared twice".formatted(setting.name()));
            }
        }
    }

    /** All of them, by name. */
    public Collection<Setting<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * The setting of a name.
     *
     * @throws ProvisioningException with {@link Reason#SETTING_UNKNOWN}
     */
    public Setting<?> demand(String name) {
        Setting<?> setting = byName.get(name);
        if (setting == null) {
            // Without the name: it is whatever somebody typed.
            throw new ProvisioningException(Reason.SETTING_UNKNOWN, "there is no such setting");
        }
        return setting;
    }

    /**
     * Refuses a constant that nobody declared: nobody could change its value.
     *
     * @throws IllegalArgumentException if it is not in the catalogue
     */
    public void demandDeclared(Setting<?> setting) {
        if (!setting.equals(byName.get(setting.name()))) {
            throw new IllegalArgumentException(
                    "the setting %s is not declared; make the constant a bean"
                            .formatted(setting.name()));
        }
    }
}
