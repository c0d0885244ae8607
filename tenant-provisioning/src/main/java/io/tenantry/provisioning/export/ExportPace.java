package io.tenantry.provisioning.export;

import io.tenantry.provisioning.settings.Setting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** How often a tenant's data is exported by itself. */
public enum ExportPace {
    /** Never. */
    OFF,
    /** Seven days after the last time. */
    WEEKLY,
    /** A month after the last time. */
    MONTHLY;

    /** What a tenant, or its plan, says; {@code off} unless somebody says otherwise. */
    public static final Setting<String> SETTING =
            Setting.choice(
                    "exports.schedule",
                    OFF.code(),
                    Arrays.stream(values()).map(ExportPace::code).toList(),
                    "How often an export of the tenant's data is made by itself");

    private static final long FAILURE_HOURS = 6;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportPace fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /**
     * Whether an export is due.
     *
     * @param asked when one was last asked for
     * @param failed whether that one failed: then it is tried again soon
     */
    boolean isDue(Instant asked, boolean failed, Instant now) {
        Instant next =
                switch (this) {
                    case OFF -> Instant.MAX;
                    case WEEKLY -> asked.plus(7, ChronoUnit.DAYS);
                    case MONTHLY -> asked.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
                };
        boolean again =
                this != OFF && failed && isPast(asked.plus(FAILURE_HOURS, ChronoUnit.HOURS), now);
        return again || isPast(next, now);
    }

    private static boolean isPast(Instant moment, Instant now) {
        return !moment.isAfter(now);
    }
}
