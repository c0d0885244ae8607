package io.tenantry.access.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The first platform administrator; without an address none is made. */
@ConfigMapping(prefix = "tenantry.bootstrap.admin")
public interface BootstrapConfig {
    /** Their e-mail address. */
    Optional<String> email();

    /** Their password, 12 to 256 characters; used only while the account has none. */
    Optional<String> password();

    /** Their name. */
    @WithDefault("Platform administrator")
    String name();
}
