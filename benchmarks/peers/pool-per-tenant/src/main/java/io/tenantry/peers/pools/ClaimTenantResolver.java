package io.tenantry.peers.pools;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The tenant is the one that the verified token names. */
@PersistenceUnitExtension
@RequestScoped
class ClaimTenantResolver implements TenantResolver {

    private final JsonWebToken token;

    ClaimTenantResolver(JsonWebToken token) {
        this.token = token;
    }

    @Override
    public String getDefaultTenantId() {
        throw new IllegalStateException("There is no default tenant.");
    }

    @Override
    public String resolveTenantId() {
        return token.getClaim("tenant_id");
    }
}
