package io.tenantry.provisioning.schedule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How often backups are made. */
public enum Rhythm {
    /** Only when somebody asks. */
    OFF("off", Duration.ZERO),
    HOURLY("hourly", Duration.ofHours(1)),
    SIX_HOURLY("6-hourly", Duration.ofHours(6)),
    TWELVE_HOURLY("12-hourly", Duration.ofHours(12)),
    DAILY("daily", Duration.ofDays(1)),
    WEEKLY("weekly", Duration.ofDays(7));

    private final String code;
    private final Duration every;

    Rhythm(String code, Duration every) {
        this.code = code;
        this.every = every;
    }

    /** The value of the setting. */
    public String code() {
        return code;
    }

    /** From one to the next; zero for never. */
    public Duration every() {
        return every;
    }

    static List<String> codes() {
        return Stream.of(values()).map(Rhythm::code).toList();
    }

    static Rhythm fromCode(String code) {
        return Stream.of(values())
                .filter(rhythm -> rhythm.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rhythm: " + code));
    }
}
