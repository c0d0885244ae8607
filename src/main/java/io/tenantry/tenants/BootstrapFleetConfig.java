package io.tenantry.tenants;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What a new installation begins with. */
@ConfigMapping(prefix = "tenantry.bootstrap")
public interface BootstrapFleetConfig {
    /**
     * Database servers to register at the start; one that is known by its name gets the address and
     * account given here.
     */
    List<Server> servers();

    /** The slug of a tenant to make at the start unless it exists; none by default. */
    Optional<String> demoTenant();

    /** A database server and its administrator. */
    interface Server {
        /** 1 to 63 lower-case letters, digits and hyphens. */
        String name();

        /** A host name or an address. */
        String host();

        /** 1 to 65535. */
        int port();

        /** An account that may create databases and accounts. */
        String adminUser();

        /** Its password. */
        String adminPassword();
    }
}
