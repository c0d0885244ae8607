package io.tenantry.benchmarks.lease;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.TenantLeases;
import io.tenantry.routing.secret.SecretPlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The pools that {@link LeaseBench} takes from, in each JVM that JMH starts. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class LeaseState {

    /** The system property that names the fleet's file. */
    static final String FLEET = "bench.fleet";

    private static final int SEVERAL = 4;

    private Fleet fleet;
    private RoutingStack several;
    private RoutingStack narrow;
    private AgroalDataSource plain;
    private AgroalDataSource shared;
    private String[] databases;
    private int turn;

    /** Opens everything; the databases are those of the fleet's first two tenants. */
    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        fleet = Fleet.read(Path.of(System.getProperty(FLEET)));
        several = RoutingStack.open(fleet, SEVERAL, PoolObserver.NONE);
        narrow = RoutingStack.open(fleet, 1, PoolObserver.NONE);
        Placement own = several.placement(first());
        plain = account(own, fleet).pool(SEVERAL);
        shared = fleet.admin().pool(1);
        databases =
                new String[] {
                    own.databaseName(), several.placement(fleet.tenants().get(1)).databaseName()
                };
    }

    /** Closes all pools. */
    @TearDown(Level.Trial)
    public void close() {
        several.close();
        narrow.close();
        plain.close();
        shared.close();
    }

    TenantLeases leases() {
        return several.leases();
    }

    TenantLeases narrowLeases() {
        return narrow.leases();
    }

    AgroalDataSource plain() {
        return plain;
    }

    AgroalDataSource shared() {
        return shared;
    }

    FleetTenant first() {
        return fleet.tenants().getFirst();
    }

    String nextDatabase() {
        return databases[turn++ & 1];
    }

    TenantId nextTenant() {
        return fleet.tenants().get(turn++ & 1).tenantId();
    }

    private static DatabaseAddress account(Placement placement, Fleet fleet) {
        String password =
                fleet.secrets()
                        .openText(
                                placement.accountSecret().bytes(),
                                SecretPlaces.tenantAccount(placement.databaseId()));
        // The driver's settings are those that ServerPool uses.
        return new DatabaseAddress(
                "jdbc:mysql://%s:%d/%s?connectionTimeZone=UTC&cachePrepStmts=true&prepStmtCacheSize=256&sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(
                                placement.server().host(),
                                placement.server().port(),
                                placement.databaseName()),
                placement.account(),
                password);
    }
}
