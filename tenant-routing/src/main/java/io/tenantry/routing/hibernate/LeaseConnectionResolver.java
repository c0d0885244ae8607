package io.tenantry.routing.hibernate;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantConnectionResolver;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/**
 * Gives Hibernate a provider for a tenant. Quarkus keeps every provider for ever, so it holds
 * nothing but the tenant's id.
 */
@ApplicationScoped
@PersistenceUnitExtension(TenantUnit.NAME)
class LeaseConnectionResolver implements TenantConnectionResolver {
    private final TransactionLeases leases;

    LeaseConnectionResolver(TransactionLeases leases) {
        this.leases = leases;
    }

    @Override
    public ConnectionProvider resolve(String tenantId) {
        return new LeaseConnectionProvider(new TenantId(tenantId), leases);
    }
}
