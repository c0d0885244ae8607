package io.tenantry.peers.pools;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantConnectionResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/**
 * Gives Hibernate a provider for a tenant. Hibernate keeps it for ever, so it holds no pool itself.
 */
@PersistenceUnitExtension
@ApplicationScoped
class PooledTenantConnectionResolver implements TenantConnectionResolver {

    private final TenantPools pools;
    private final TransactionSynchronizationRegistry transaction;

    PooledTenantConnectionResolver(
            TenantPools pools, TransactionSynchronizationRegistry transaction) {
        this.pools = pools;
        this.transaction = transaction;
    }

    @Override
    public ConnectionProvider resolve(String tenant) {
        return new PooledConnectionProvider(tenant, pools, transaction);
    }
}
