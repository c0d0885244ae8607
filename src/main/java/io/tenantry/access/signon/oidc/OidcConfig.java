package io.tenantry.access.signon.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How identity providers are talked to. */
@ConfigMapping(prefix = "tenantry.access.sign-on")
public interface OidcConfig {
    /** How long one request to a provider may take in all, looking up its name included. */
    @WithDefault("5S")
    Duration timeout();

    /** How many requests to providers may be under way at once; more are refused. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int mostRequests();

    /**
     * Whether providers may have addresses of private networks, and be reached on this machine
     * without TLS. Only where enterprises and whoever runs the service are the same people.
     */
    @WithDefault("false")
    boolean privateAddresses();

    /** How long a provider's description and keys are remembered. */
    @WithDefault("1H")
    Duration remembered();
}
