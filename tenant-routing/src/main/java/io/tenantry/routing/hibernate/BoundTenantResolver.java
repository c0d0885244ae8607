package io.tenantry.routing.hibernate;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import io.tenantry.routing.NoTenantException;
import io.tenantry.routing.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells Hibernate which tenant a session belongs to: the bound one, or none at all. */
@ApplicationScoped
@PersistenceUnitExtension(TenantUnit.NAME)
class BoundTenantResolver implements TenantResolver {

    /**
     * There is no default tenant.
     *
     * @throws NoTenantException always
     */
    @Override
    public String getDefaultTenantId() {
        throw new NoTenantException();
    }

    @Override
    public String resolveTenantId() {
        return TenantContext.require().value();
    }
}
