package io.tenantry.exports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long exports, and links to them, are good for. */
@ConfigMapping(prefix = "tenantry.exports")
public interface ExportsConfig {
    /** How long an export is kept once it is ready; above zero. */
    @WithDefault("7D")
    Duration lifetime();

    /** How long a link is good for: long enough to begin the download; above zero. */
    @WithDefault("15M")
    Duration linkLifetime();
}
