package io.tenantry.provisioning.restore;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wish to look at a tenant's past.
 *
 * @param backup which one; null for the newest before {@code at}
 * @param at the moment to look at; null for that of the backup
 * @param open how long it stays, a minute to 30 days; null for as long as is usual
 */
public record PeekWish(@Nullable String backup, @Nullable Instant at, @Nullable Duration open) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if it is to be open for less than a minute, or more than 30
     *     days
     */
    public PeekWish {
        if (open != null && (open.compareTo(SHORTEST) < 0 || open.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("a peek is open for a minute to 30 days");
        }
    }
}
