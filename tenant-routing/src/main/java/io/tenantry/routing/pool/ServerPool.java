package io.tenantry.routing.pool;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jboss.logging.Logger;

/**
 * The connections to one database server, shared by every tenant on it.
 *
 * <p>Their number does not depend on the number of tenants. Each is opened as the server's router
 * account, which has no grants, and is of use only after it has become a tenant.
 */
public final class ServerPool implements PoolGauges, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServerPool.class);

    private final ServerEndpoint endpoint;
    private final PoolSettings settings;
    private final PoolObserver observer;
    private final PhysicalConnections connections;
    private final ConnectionShares shares;
    private final IdentityChange identityChange;
    private final ServerPulse pulse;
    private final ServerDoor door;
    private final RouterAccount router;
    private final Refusals refusals;

    ServerPool(
            ServerEndpoint endpoint,
            PoolSettings settings,
            SecretBox secrets,
            PoolObserver observer,
            IdentityChange identityChange) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.observer = observer;
        this.identityChange = identityChange;
        this.shares = new ConnectionShares(endpoint.name(), settings);
        this.connections = new PhysicalConnections(endpoint, settings, secrets, shares);
        this.refusals = new Refusals(endpoint.name());
        this.door = new ServerDoor(endpoint, secrets);
        this.router = new RouterAccount(endpoint);
        this.pulse =
                new ServerPulse(endpoint.name(), settings.patience(), connections, shares, router);
        observer.opened(endpoint.name(), this);
    }

    /**
     * Leases a connection that is logged in as the tenant.
     *
     * @param autocommit whether autocommit must be on; a lease that a transaction manager governs
     *     leaves it as it is
     * @throws RoutingException if the server, the tenant's share or its account does not allow it
     */
    public Lease lease(TenantId tenant, Placement placement, boolean autocommit) {
        Identity identity = Identity.of(tenant, placement);
        try {
            pulse.admit();
            RoutingException recent = refusals.recent(identity);
            if (recent != null) {
                throw recent;
            }
            shares.acquire(tenant);
            return admitted(identity, placement, autocommit);
        } catch (RoutingException e) {
            observer.refused(endpoint.name(), e.reason());
            throw e;
        }
    }

    private Lease admitted(Identity identity, Placement placement, boolean autocommit) {
        boolean given = false;
        try {
            Lease lease = open(identity, placement, autocommit);
            given = true;
            return lease;
        } finally {
            if (!given) {
                shares.release(identity.tenant());
            }
        }
    }

    private Lease open(Identity identity, Placement placement, boolean autocommit) {
        long started = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Connection connection = borrow(identity);
            try {
                JdbcConnection raw = PhysicalConnections.raw(connection);
                SessionWatch watch = connections.watch(raw);
                become(raw, watch, identity, placement, autocommit);
                Lease lease = new Lease(this, identity, connection, raw, watch);
                if (autocommit) {
                    lease.autocommit(true);
                }
                connections.handOut(raw);
                return lease;
            } catch (SQLException e) {
                destroy(identity, connection);
                if (!ServerErrors.isConnectionLost(e)) {
                    throw refusals.translate(identity, e);
                }
                if (ServerErrors.isTimeout(e)) {
                    // A lock on this database, or the server is frozen: the pulse finds out.
                    pulse.ask();
                    throw refusals.translate(identity, e);
                }
                // Idle connections that were killed, or did not outlive a restart, fail at once.
                // When all are gone a new one is opened; only if that fails is the server down.
                if (attempt > settings.maxSize()
                        || System.nanoTime() - started > settings.patience().connect().toNanos()) {
                    throw pulse.lost(e);
                }
                if (attempt == 2) {
                    connections.flushIdle();
                }
            } catch (SealBrokenException e) {
                destroy(identity, connection);
                throw refusals.unopened(identity, e);
            } catch (RuntimeException e) {
                destroy(identity, connection);
                throw e;
            }
        }
    }

    private Connection borrow(Identity identity) {
        try {
            return connections.borrow(identity);
        } catch (SQLException e) {
            if (ServerErrors.isConnectionLost(e) && !ServerErrors.isAnswer(e)) {
                throw pulse.lost(e);
            }
            pulse.ask();
            // Nobody is a tenant yet: it is the base account that is turned away.
            throw ServerErrors.isCredentialsRefused(e)
                    ? router.refused(e)
                    : refusals.translate(identity, e);
        }
    }

    private void become(
            JdbcConnection raw,
            SessionWatch watch,
            Identity identity,
            Placement placement,
            boolean autocommit)
            throws SQLException {
        if (!watch.isVersionChecked()) {
            connections.refuseUnsupported(raw);
            watch.versionChecked();
        }
        if (identity.equals(watch.identity())) {
            if (WatchedSocketFactory.isEnded(raw)) {
                throw new SQLNonTransientConnectionException(
                        "the session was ended while it was idle", "08S01");
            }
            observer.leased(endpoint.name(), true);
            return;
        }
        watch.internally(() -> change(raw, watch, identity, placement, autocommit));
        pulse.answered();
        observer.leased(endpoint.name(), false);
        connections.growLater();
    }

    private void change(
            JdbcConnection raw,
            SessionWatch watch,
            Identity identity,
            Placement placement,
            boolean autocommit)
            throws SQLException {
        watch.identity(null);
        long started = System.nanoTime();
        identityChange.change(raw, watch, identity, placement, autocommit);
        observer.switched(endpoint.name(), System.nanoTime() - started);
        watch.identity(identity);
    }

    /** The unit of work has no more to say on a lease's connection. */
    void takeBack(JdbcConnection raw) {
        connections.takeBack(raw);
    }

    /** See {@link ServerPulse#beat}. */
    void beat() {
        pulse.beat();
    }

    /** Cleans a lease's connection and puts it back among the idle ones. */
    void giveBack(Connection connection, JdbcConnection raw, SessionWatch watch)
            throws SQLException {
        if (watch.isDirty() || settings.resetAlways()) {
            watch.internally(raw::resetServerState);
            watch.identity(null);
        }
        watch.internally(() -> connections.giveBack(connection, watch.identity()));
    }

    /** Closes the idle connections; those in use go on. */
    void flushIdle() {
        connections.flushIdle();
    }

    void release(Identity identity) {
        shares.release(identity.tenant());
    }

    /** Ends a lease's connection, and asks whether the server has gone with it. */
    void lost(Identity identity, Connection connection) {
        destroy(identity, connection);
        pulse.ask();
    }

    /** Ends a physical connection whose state nobody can vouch for. */
    void destroy(Identity identity, Connection connection) {
        LOG.debugf("destroying a connection of tenant %s", identity.tenant());
        connections.destroy(connection);
    }

    @Override
    public int inUse() {
        return shares.inUse();
    }

    @Override
    public int waiting() {
        return shares.waiting();
    }

    @Override
    public long open() {
        return connections.open();
    }

    @Override
    public int maxSize() {
        return settings.maxSize();
    }

    @Override
    public boolean isUp() {
        return pulse.isUp();
    }

    /** Whether an endpoint is this pool's, though its password may be sealed anew. */
    boolean leadsTo(ServerEndpoint other) {
        return door.leadsTo(other);
    }

    /** The server this pool connects to. */
    public ServerEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        connections.close();
    }
}
