package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.settings.Limit;
import io.tenantry.provisioning.settings.Setting;
import java.util.List;

/** The settings of plans and tenants that say when backups are made and how long they stay. */
public final class BackupSettings {
    public static final Setting<String> SCHEDULE =
            Setting.choice(
                    "backups.schedule",
                    Rhythm.DAILY.code(),
                    Rhythm.codes(),
                    "How often a tenant's database is backed up");

    public static final Setting<Limit> WINDOW_START =
            Setting.firmLimit(
                    "backups.window.start",
                    Limit.of(1),
                    0,
                    23,
                    "The hour (UTC) from which daily and weekly backups are made");

    public static final Setting<Limit> WINDOW_HOURS =
            Setting.firmLimit(
                    "backups.window.hours",
                    Limit.of(5),
                    1,
                    24,
                    "For how many hours from then on they are spread over the tenants");

    public static final Setting<Limit> KEEP_HOURLY =
            Setting.firmLimit(
                    "backups.keep.hourly",
                    Limit.of(24),
                    0,
                    10_000,
                    "For how many hours the first backup of each hour is kept");

    public static final Setting<Limit> KEEP_DAILY =
            Setting.firmLimit(
                    "backups.keep.daily",
                    Limit.of(7),
                    0,
                    10_000,
                    "For how many days the first backup of each day is kept");

    public static final Setting<Limit> KEEP_WEEKLY =
            Setting.firmLimit(
                    "backups.keep.weekly",
                    Limit.of(4),
                    0,
                    1_000,
                    "For how many weeks the first backup of each week is kept");

    public static final Setting<Limit> KEEP_MONTHLY =
            Setting.firmLimit(
                    "backups.keep.monthly",
                    Limit.of(12),
                    0,
                    1_000,
                    "For how many months the first backup of each month is kept");

    public static final Setting<Limit> KEEP_MANUAL =
            Setting.limit(
                    "backups.keep.manual",
                    Limit.UNLIMITED,
                    0,
                    100_000,
                    "For how many days a backup is kept that somebody asked for");

    /** All of them, for a catalogue. */
    public static final List<Setting<?>> ALL =
            List.of(
                    SCHEDULE,
                    WINDOW_START,
                    WINDOW_HOURS,
                    KEEP_HOURLY,
                    KEEP_DAILY,
                    KEEP_WEEKLY,
                    KEEP_MONTHLY,
                    KEEP_MANUAL);

    private BackupSettings() {}
}
