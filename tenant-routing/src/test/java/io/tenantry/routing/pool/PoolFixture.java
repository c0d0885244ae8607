package io.tenantry.routing.pool;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.testkit.TenantFleet;
import java.time.Duration;
import java.util.Map;

/** A fleet on the run's shared server, and pools over it. */
final class PoolFixture implements AutoCloseable {
    /** What a connection to a server without certificates needs. */
    static final Map<String, String> DRIVER =
            Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true");

    final TenantFleet fleet;
    final TenantDirectory directory;
    final ServerPools pools;
    final TenantLeases leases;

    PoolFixture(PoolSettings settings, PoolObserver observer) {
        this(fleet(), settings, observer, new IdentitySwitch(TenantFleet.SECRETS));
    }

    PoolFixture(
            TenantFleet fleet,
            PoolSettings settings,
            PoolObserver observer,
            IdentityChange identityChange) {
        this.fleet = fleet;
        this.directory = new TenantDirectory(fleet, DirectorySettings.DEFAULTS);
        this.pools = new ServerPools(settings, TenantFleet.SECRETS, observer, identityChange);
        this.leases = new TenantLeases(directory, pools);
    }

    static TenantFleet fleet() {
        return fleet(LocalStack.sharedOrStart().databaseServers().getFirst());
    }

    static TenantFleet fleet(DatabaseServer server) {
        return new TenantFleet(
                server.name(),
                server.host(),
                server.port(),
                server.adminUser(),
                server.adminPassword());
    }

    static PoolSettings settings(int maxSize, double share, Duration acquireTimeout) {
        PoolSettings defaults = PoolSettings.DEFAULTS;
        return new PoolSettings(
                maxSize,
                share,
                defaults.maxWaiting(),
                defaults.maxWaitingPerTenant(),
                defaults.patience().acquiring(acquireTimeout),
                false,
                DRIVER);
    }

    ServerPool pool() {
        return pools.of(fleet.server());
    }

    @Override
    public void close() {
        pools.close();
        fleet.close();
    }
}
