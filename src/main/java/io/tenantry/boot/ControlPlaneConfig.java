package io.tenantry.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the server treats the control plane. */
@ConfigMapping(prefix = "tenantry.control-plane")
public interface ControlPlaneConfig {
    /** Whether the server brings the control plane's schema up to date when it starts. */
    @WithDefault("true")
    boolean migrateAtStart();
}
