package io.tenantry.provisioning.restore;

import java.time.Duration;

/**
 * How the past is brought back.
 *
 * @param grace how long statements and transactions that run may go on when the route is closed;
 *     zero or more
 * @param keep how long a database that serves no more is kept; zero or more
 * @param peek how long a peek is open if nobody says; above zero
 */
public record RestoreSettings(Duration grace, Duration keep, Duration peek) {
    public static final RestoreSettings DEFAULTS =
            new RestoreSettings(Duration.ofSeconds(10), Duration.ofDays(7), Duration.ofHours(4));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public RestoreSettings {
        if (grace.isNegative() || keep.isNegative()) {
            throw new IllegalArgumentException("grace and keeping must not be negative");
        }
        if (!peek.isPositive()) {
            throw new IllegalArgumentException("a peek must be open for a while");
        }
    }
}
