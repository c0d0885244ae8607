package io.tenantry.tenants;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import jakarta.enterprise.context.ApplicationScoped;

/** What names a tenant in an address: its id or, while it has one, its slug. */
@ApplicationScoped
public class TenantKeys {
    private final Tenants tenants;

    TenantKeys(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * The tenant that is meant.
     *
     * @throws ProblemException {@code tenant_not_found}
     */
    public Tenant demand(String key) {
        return TenantId.parse(key)
                .flatMap(tenants::find)
                .or(() -> TenantSlug.parse(key).flatMap(tenants::find))
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.TENANT_NOT_FOUND,
                                "there is no such tenant",
                                "Check the id or the slug."));
    }
}
