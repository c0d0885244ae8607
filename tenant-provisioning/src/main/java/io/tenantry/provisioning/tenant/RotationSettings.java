package io.tenantry.provisioning.tenant;

import java.time.Duration;

/**
 * How credentials are rotated.
 *
 * @param hearing how long replicas may take to hear of a changed route, longer than the age of
 *     their directories; zero or more
 * @param grace how long work on the old account may go on after that; zero or more
 */
public record RotationSettings(Duration hearing, Duration grace) {
    public static final RotationSettings DEFAULTS =
            new RotationSettings(Duration.ofSeconds(5), Duration.ofSeconds(10));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public RotationSettings {
        if (hearing.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("hearing and grace must not be negative");
        }
    }
}
