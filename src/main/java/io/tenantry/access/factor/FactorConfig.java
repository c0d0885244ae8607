package io.tenantry.access.factor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Second factors. */
@ConfigMapping(prefix = "tenantry.access.factor")
public interface FactorConfig {
    /** The name under which authenticators show their codes. */
    @WithDefault("Tenantry")
    @NotBlank
    String issuer();

    /**
     * Wrong codes for one account within the window of sign-ins, 3 to 20. At 5 in 15 minutes, of a
     * million codes with three good ones at a time, somebody who knows the password and guesses all
     * day gets in with a probability of 0.15 %.
     */
    @WithDefault("5")
    @Min(3)
    @Max(20)
    int attemptsPerAccount();
}
