package io.tenantry.provisioning.tenant;

import java.time.Duration;

/**
 * How tenants are closed and removed.
 *
 * @param grace how long work that runs when a tenant is closed may go on; zero or more
 * @param retention how long a deleted tenant can be undeleted; zero or more
 */
public record LifeSettings(Duration grace, Duration retention) {
    public static final LifeSettings DEFAULTS =
            new LifeSettings(Duration.ofSeconds(10), Duration.ofDays(30));

    /**
     * @throws IllegalArgumentException if one is negative
     */
    public LifeSettings {
        if (grace.isNegative() || retention.isNegative()) {
            throw new IllegalArgumentException("grace and retention must not be negative");
        }
    }
}
