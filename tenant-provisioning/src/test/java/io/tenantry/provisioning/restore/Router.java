package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.directory.ClosedRoutes;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.RouteGate;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.PoolSettings;
import io.tenantry.routing.pool.ServerPools;
import io.tenantry.routing.pool.TenantLeases;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Routing as a replica has it; it hears what it is told, and what it asks for. */
record Router(TenantDirectory directory, ServerPools pools, TenantLeases leases)
        implements AutoCloseable {
    static Router on(TestFleet fleet) {
        PoolSettings defaults = PoolSettings.DEFAULTS;
        TenantDirectory directory =
                new TenantDirectory(
                        new JdbcRouteSource(fleet.dataSource()), DirectorySettings.DEFAULTS);
        ServerPools pools =
                new ServerPools(
                        new PoolSettings(
                                6,
                                1,
                                defaults.maxWaiting(),
                                defaults.maxWaitingPerTenant(),
                                defaults.patience(),
                                false,
                                Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true")),
                        fleet.secrets(),
                        PoolObserver.NONE);
        return new Router(
                directory,
                pools,
                new TenantLeases(
                        directory,
                        pools,
                        new ClosedRoutes(directory, Duration.ofSeconds(5), 8, 8),
                        RouteGate.OPEN));
    }

    @Override
    public void close() {
        pools.close();
    }

    /** A design of the tenant's, written as a request of theirs would. */
    void write(TenantId tenant, String title) throws SQLException {
        try (Lease lease = leases.leaseForTransaction(tenant)) {
            lease.begin();
            try (PreparedStatement write =
                    lease.connection()
                            .prepareStatement(
                                    "INSERT INTO designs VALUES (?, ?, '', 'u', 1, NOW(6), NOW(6))")) {
                write.setString(1, Ulid.next());
                write.setString(2, title);
                write.executeUpdate();
            }
            lease.commit();
        }
    }

    /** The titles of the tenant's designs, oldest first. */
    List<String> titles(TenantId tenant) throws SQLException {
        try (Lease lease = leases.leaseForTransaction(tenant)) {
            lease.begin();
            List<String> titles =
                    TestFleet.texts(lease.connection(), "SELECT title FROM designs ORDER BY id");
            lease.commit();
            return titles;
        }
    }
}
