package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.settings.Limit;
import io.tenantry.provisioning.settings.Setting;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.provisioning.settings.StoredSettings;
import java.time.Duration;

/**
 * When a tenant's backups are made, and how long they stay.
 *
 * @param windowStart after midnight UTC
 * @param window how long the time is in which those of all tenants are spread
 */
public record BackupPolicy(Rhythm rhythm, Duration windowStart, Duration window, KeepRules keep) {
    /** What a tenant has: its own values, its plan's, the defaults. */
    static BackupPolicy of(SettingLevels levels, StoredSettings own, StoredSettings plan) {
        Reading settings = new Reading(levels, own, plan);
        return new BackupPolicy(
                Rhythm.fromCode(settings.get(BackupSettings.SCHEDULE)),
                Duration.ofHours(settings.number(BackupSettings.WINDOW_START)),
                Duration.ofHours(settings.number(BackupSettings.WINDOW_HOURS)),
                new KeepRules(
                        settings.number(BackupSettings.KEEP_HOURLY),
                        settings.number(BackupSettings.KEEP_DAILY),
                        settings.number(BackupSettings.KEEP_WEEKLY),
                        settings.number(BackupSettings.KEEP_MONTHLY),
                        settings.number(BackupSettings.KEEP_MANUAL)));
    }

    private record Reading(SettingLevels levels, StoredSettings own, StoredSettings plan) {
        <T> T get(Setting<T> setting) {
            return levels.effective(setting, own, plan).value();
        }

        long number(Setting<Limit> setting) {
            return get(setting).most();
        }
    }

    boolean isOff() {
        return rhythm == Rhythm.OFF;
    }
}
