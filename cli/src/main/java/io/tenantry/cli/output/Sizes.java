package io.tenantry.cli.output;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes as people read them. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int STEP = 1024;

    private Sizes() {}

    /** The size in the largest unit of which there is at least one; null for null. */
    public static @Nullable String of(@Nullable Long bytes) {
        if (bytes == null) {
            return null;
        }
        double amount = bytes;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
