package io.tenantry.benchmarks.lease;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.benchmarks.workbench.RoutingSettings;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.ServerPools;
import io.tenantry.routing.pool.TenantLeases;
import java.sql.SQLException;

/** Routing without a server around it: a directory and the pools. */
record RoutingStack(
        AgroalDataSource controlPlane,
        TenantDirectory directory,
        ServerPools pools,
        TenantLeases leases)
        implements AutoCloseable {

    static RoutingStack open(Fleet fleet, int poolSize, PoolObserver observer) throws SQLException {
        AgroalDataSource controlPlane = fleet.controlPlane().pool(2);
        TenantDirectory directory =
                new TenantDirectory(new JdbcRouteSource(controlPlane), RoutingSettings.DIRECTORY);
        ServerPools pools =
                new ServerPools(RoutingSettings.pool(poolSize), fleet.secrets(), observer);
        return new RoutingStack(controlPlane, directory, pools, new TenantLeases(directory, pools));
    }

    Placement placement(FleetTenant tenant) {
        return directory.require(tenant.tenantId()).admit();
    }

    @Override
    public void close() {
        pools.close();
        controlPlane.close();
    }
}
