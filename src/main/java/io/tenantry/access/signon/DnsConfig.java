package io.tenantry.access.signon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the DNS is asked about mail domains. */
@ConfigMapping(prefix = "tenantry.access.sign-on.dns")
public interface DnsConfig {
    /**
     * The server to ask, as in {@code 192.0.2.53} or {@code 192.0.2.53:5353}; else the system's.
     */
    Optional<String> server();

    /** How long one attempt may take; there are two. */
    @WithDefault("2S")
    Duration timeout();
}
