package io.tenantry.routing.hibernate;

import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.HibernateException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** One tenant's connections for Hibernate. */
@SuppressWarnings("serial") // Hibernate's services are Serializable by inheritance, never in fact.
final class LeaseConnectionProvider implements ConnectionProvider {
    private static final long serialVersionUID = 1L;

    private final TenantId tenant;
    private final TransactionLeases leases;

    LeaseConnectionProvider(TenantId tenant, TransactionLeases leases) {
        this.tenant = tenant;
        this.leases = leases;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return leases.acquire(tenant);
    }

    @Override
    public void closeConnection(Connection connection) {
        leases.release(connection);
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
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new HibernateException("not a " + type.getName());
    }
}
