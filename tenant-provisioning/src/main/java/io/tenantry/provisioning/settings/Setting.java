package io.tenantry.provisioning.settings;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting, declared by the room that obeys it.
 *
 * @param name at most 50 characters: words of a-z, 0-9 and hyphens, two or more, with dots between
 *     them; the first is the room's. It is stored, so it is never renamed
 * @param standard what holds where neither the tenant nor its plan says otherwise
 * @param description for operators: what it does, in a sentence
 */
public record Setting<T>(String name, SettingType<T> type, T standard, String description) {
    static final int LONGEST_NAME = 50;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    /**
     * @throws IllegalArgumentException if the declaration contradicts itself; the start ends then
     */
    public Setting {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("%s is not a setting's name".formatted(name));
        }
        if (type.read(type.write(standard)).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s %s, and its default is not".formatted(name, type.allowed()));
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException("%s has no description".formatted(name));
        }
    }

    /** On or off. */
    public static Setting<Boolean> flag(String name, boolean standard, String description) {
        return new Setting<>(name, new SettingType.Flag(), standard, description);
    }

    /** From {@code least} to {@code most}, or unlimited. */
    public static Setting<Limit> limit(
            String name, Limit standard, long least, long most, String description) {
        return new Setting<>(name, new SettingType.Range(least, most, true), standard, description);
    }

    /** From {@code least} to {@code most}; there always is a limit. */
    public static Setting<Limit> firmLimit(
            String name, Limit standard, long least, long most, String description) {
        return new Setting<>(
                name, new SettingType.Range(least, most, false), standard, description);
    }

    /** One of some texts. */
    public static Setting<String> choice(
            String name, String standard, List<String> texts, String description) {
        return new Setting<>(name, new SettingType.Choice(texts), standard, description);
    }

    /** The default as a scalar. */
    public Object standardScalar() {
        return type.write(standard);
    }

    /**
     * Refuses what the setting does not take.
     *
     * @throws ProvisioningException with {@link Reason#SETTING_INVALID}, saying what it takes
     */
    void demandTakes(Object scalar) {
        if (type.read(scalar).isEmpty()) {
            throw new ProvisioningException(
                    Reason.SETTING_INVALID, "%s %s".formatted(name, type.allowed()));
        }
    }
}
