package io.tenantry.peers.pools;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/** What the benchmark settles for this peer. */
@ConfigMapping(prefix = "peer")
interface PeerConfig {

    /** JDBC address of a tenant's database, with <code>{database}</code> where its name goes. */
    String url();

    /** The tenants; see {@link TenantAccounts}. */
    Path tenants();

    /** Bounds of the connections. */
    Connections connections();

    interface Connections {

        /** At most this many connections over all pools. */
        int total();

        /** At most this many connections in one tenant's pool. */
        int perTenant();

        /** How long a request waits for its connection before it fails. */
        Duration timeout();
    }
}
