package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.ClosedRoutes;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.RouteGate;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.directory.TenantRoute;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Leases by tenant: asks the directory, then the server's pool, and asks both again when the route
 * turns out to be stale.
 *
 * <p>The retry comes before the first statement of the unit of work, so nothing is done twice.
 */
public final class TenantLeases {
    private static final Logger LOG = Logger.getLogger(TenantLeases.class);
    private static final int ATTEMPTS = 3;
    private static final String THERE =
            "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?";
    private static final Set<Reason> MAY_BE_STALE =
            EnumSet.of(
                    Reason.CREDENTIALS_REFUSED,
                    Reason.DATABASE_MISSING,
                    Reason.STALE_ROUTE,
                    Reason.IDENTITY_MISMATCH);

    private final TenantDirectory directory;
    private final ServerPools pools;
    private final ClosedRoutes closed;
    private final RouteGate gate;

    /** Waits for no closed route. */
    public TenantLeases(TenantDirectory directory, ServerPools pools) {
        this(directory, pools, ClosedRoutes.waitingForNone(directory), RouteGate.OPEN);
    }

    /**
     * @param closed where units of work wait whose tenant's route is closed for a moment
     * @param gate that each route has to pass
     */
    public TenantLeases(
            TenantDirectory directory, ServerPools pools, ClosedRoutes closed, RouteGate gate) {
        this.directory = directory;
        this.pools = pools;
        this.closed = closed;
        this.gate = gate;
    }

    /**
     * Leases a connection to the tenant's own database, with autocommit on.
     *
     * @throws RoutingException if the tenant's state, its server, its share or its account does not
     *     allow it
     */
    public Lease lease(TenantId tenant) {
        return lease(tenant, true);
    }

    /**
     * Leases a connection that a transaction manager will govern: {@link Lease#begin} comes next.
     *
     * @throws RoutingException as {@link #lease} does
     */
    public Lease leaseForTransaction(TenantId tenant) {
        return lease(tenant, false);
    }

    private Lease lease(TenantId tenant, boolean autocommit) {
        Placement placement = admitted(directory.require(tenant));
        for (int attempt = 1; ; attempt++) {
            try {
                return pools.of(placement.server()).lease(tenant, placement, autocommit);
            } catch (RoutingException e) {
                if (attempt == ATTEMPTS || !MAY_BE_STALE.contains(e.reason())) {
                    throw e;
                }
                placement = newer(tenant, placement, e);
            }
        }
    }

    /**
     * Whether the tenant's database is not on its server any more. A lease finds out by itself when
     * it becomes the tenant; a connection that is the tenant already only sees statements fail, on
     * MariaDB with the words for a table that is missing.
     *
     * @return false also if nobody can say at the moment
     */
    public boolean isDatabaseMissing(TenantId tenant) {
        try (Lease lease = lease(tenant);
                PreparedStatement there = lease.connection().prepareStatement(THERE)) {
            there.setString(1, directory.require(tenant).admit().databaseName());
            try (ResultSet row = there.executeQuery()) {
                return !row.next();
            }
        } catch (RoutingException e) {
            return e.reason() == Reason.DATABASE_MISSING;
        } catch (SQLException e) {
            LOG.debugf(e, "whether tenant %s has a database is not known", tenant);
            return false;
        }
    }

    private Placement admitted(TenantRoute found) {
        TenantRoute route = closed.settled(found);
        Placement placement = route.admit();
        gate.admit(route);
        return placement;
    }

    private Placement newer(TenantId tenant, Placement tried, RoutingException failure) {
        Placement current = admitted(directory.refresh(tenant));
        if (current.equals(tried)) {
            throw failure;
        }
        return current;
    }
}
