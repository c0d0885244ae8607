package io.tenantry.provisioning.controlplane;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/**
 * While it is open, the server may take longer over an answer than the data source allows: a lock
 * is waited for, or a table is altered. Elsewhere silence means that the server is gone.
 */
final class LongSilence implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LongSilence.class);

    private final Connection connection;
    private final int usual;

    private LongSilence(Connection connection, int usual) {
        this.connection = connection;
        this.usual = usual;
    }

    /**
     * @param more how much longer than usual
     */
    static LongSilence allow(Handle handle, Duration more) {
        Connection connection = handle.getConnection();
        try {
            int usual = connection.getNetworkTimeout();
            // Zero is for ever.
            if (usual > 0) {
                connection.setNetworkTimeout(Runnable::run, usual + (int) more.toMillis());
            }
            return new LongSilence(connection, usual);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (usual > 0) {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        } catch (SQLException e) {
            // A lost connection does not go back into the pool.
            LOG.debug("a connection was lost in its long silence", e);
        }
    }
}
