package io.tenantry.access.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** What tokens say and how long they live. */
@ConfigMapping(prefix = "tenantry.access.token")
public interface TokenConfig {
    /** The issuer that tokens name: the address of this installation. It has no default. */
    @NotBlank
    String issuer();

    /** The audience that tokens name. */
    @WithDefault("tenantry")
    @NotBlank
    String audience();

    /** How long an access token lives, a few minutes. */
    @WithDefault("10M")
    Duration lifetime();

    /** How far the clocks of replicas may lie apart, a few seconds. */
    @WithDefault("5S")
    Duration skew();

    /** How long a refresh token lives. */
    @WithDefault("30D")
    Duration refreshLifetime();

    /** How many verified access tokens are remembered. */
    @WithDefault("10000")
    int remembered();
}
