package io.tenantry.peers.pools;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** One tenant's connections. They are asked for inside a transaction only. */
final class PooledConnectionProvider implements ConnectionProvider {

    private static final long serialVersionUID = 1L;

    private final String tenant;
    private final transient TenantPools pools;
    private final transient TransactionSynchronizationRegistry transaction;

    PooledConnectionProvider(
            String tenant, TenantPools pools, TransactionSynchronizationRegistry transaction) {
        this.tenant = tenant;
        this.pools = pools;
        this.transaction = transaction;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (transaction.getResource(this) instanceof TenantPool pool) {
            return pool.dataSource().getConnection();
        }
        TenantPool pool = pools.acquire(tenant);
        transaction.putResource(this, pool);
        // Registered before Agroal registers its own, so it runs after Agroal's: when the pool
        // counts as idle its connection is really back.
        transaction.registerInterposedSynchronization(new Release(pools, pool));
        return pool.dataSource().getConnection();
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return true;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    private record Release(TenantPools pools, TenantPool pool) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Only the end of the transaction matters here.
        }

        @Override
        public void afterCompletion(int status) {
            pools.release(pool);
        }
    }
}
