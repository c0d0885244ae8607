package io.tenantry.access.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many attempts may fail. */
@ConfigMapping(prefix = "tenantry.access.sign-in")
public interface ThrottleConfig {
    /** Failures for one account within the window, at least 3. */
    @WithDefault("10")
    @Min(3)
    int attemptsPerAccount();

    /** Failures from one address within the window, at least 3. Many people may share one. */
    @WithDefault("100")
    @Min(3)
    int attemptsPerAddress();

    /** How long a failure counts, from the first one of a series. */
    @WithDefault("15M")
    Duration window();
}
