package io.tenantry.routing.pool;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * A connection that is logged in as one tenant, for one unit of work on one thread at a time.
 *
 * <p>Either the holder commits by itself (autocommit is on until it says otherwise), or a
 * transaction manager governs the lease through {@link #begin}, {@link #commit} and {@link
 * #rollback}. Closing gives the connection back; what was not committed is rolled back.
 */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Lease.class);

    private final ServerPool pool;
    private final Identity identity;
    private final Connection connection;
    private final JdbcConnection raw;
    private final SessionWatch watch;
    private boolean governed;
    private boolean open;
    private boolean doomed;
    private boolean closed;

    Lease(
            ServerPool pool,
            Identity identity,
            Connection connection,
            JdbcConnection raw,
            SessionWatch watch) {
        this.pool = pool;
        this.identity = identity;
        this.connection = connection;
        this.raw = raw;
        this.watch = watch;
    }

    /** The tenant whose account the connection carries. */
    public TenantId tenant() {
        return identity.tenant();
    }

    /** The connection; it is unusable once the lease is closed. */
    public Connection connection() {
        return connection;
    }

    /** Begins a transaction that a transaction manager governs. */
    public void begin() throws SQLException {
        autocommit(false);
        governed = true;
        watch.governed(true);
        open = true;
    }

    /** Commits the governed transaction. */
    public void commit() throws SQLException {
        watch.internally(raw::commit);
        ended();
    }

    /** Rolls the governed transaction back. */
    public void rollback() throws SQLException {
        watch.internally(raw::rollback);
        ended();
    }

    /**
     * Says that nobody can vouch for the connection any more: closing will destroy it. For a lease
     * that ends on another thread than the one that may still be using it, or after a failed
     * commit.
     */
    public void doom() {
        doomed = true;
    }

    /**
     * Gives the connection back. Never throws: a connection that cannot be cleaned is destroyed.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.governed(false);
        try {
            if (doomed || !isCleanedUp()) {
                pool.lost(identity, connection);
            }
        } finally {
            pool.release(identity);
        }
    }

    private boolean isCleanedUp() {
        try {
            pool.takeBack(raw);
            if (open || (!governed && !raw.getAutoCommit())) {
                // Nobody committed: what was begun must not ride on into another lease.
                watch.internally(raw::rollback);
            }
            pool.giveBack(connection, raw, watch);
            return true;
        } catch (SQLException | RuntimeException e) {
            // The driver throws unchecked exceptions, too, once the server is gone.
            LOG.debugf(e, "a connection of tenant %s cannot be cleaned", identity.tenant());
            return false;
        }
    }

    /** Makes autocommit what the holder needs; costs a round trip only when it changes. */
    void autocommit(boolean wanted) throws SQLException {
        if (raw.getAutoCommit() != wanted) {
            watch.internally(() -> raw.setAutoCommit(wanted));
        }
    }

    private void ended() {
        open = false;
        watch.governed(false);
    }
}
