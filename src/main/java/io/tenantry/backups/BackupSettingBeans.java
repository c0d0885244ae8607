package io.tenantry.backups;

import io.tenantry.provisioning.schedule.BackupSettings;
import io.tenantry.provisioning.settings.Limit;
import io.tenantry.provisioning.settings.Setting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the settings that the schedule and retention of backups obey into the catalogue. */
final class BackupSettingBeans {
    @Produces @Singleton static final Setting<String> SCHEDULE = BackupSettings.SCHEDULE;

    @Produces @Singleton static final Setting<Limit> WINDOW_START = BackupSettings.WINDOW_START;

    @Produces @Singleton static final Setting<Limit> WINDOW_HOURS = BackupSettings.WINDOW_HOURS;

    @Produces @Singleton static final Setting<Limit> KEEP_HOURLY = BackupSettings.KEEP_HOURLY;

    @Produces @Singleton static final Setting<Limit> KEEP_DAILY = BackupSettings.KEEP_DAILY;

    @Produces @Singleton static final Setting<Limit> KEEP_WEEKLY = BackupSettings.KEEP_WEEKLY;

    @Produces @Singleton static final Setting<Limit> KEEP_MONTHLY = BackupSettings.KEEP_MONTHLY;

    @Produces @Singleton static final Setting<Limit> KEEP_MANUAL = BackupSettings.KEEP_MANUAL;

    private BackupSettingBeans() {}
}
