package io.tenantry.tenants;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /**
     * The ids of all tenants that are meant; none if none are named.
     *
     * @throws ProblemException {@code tenant_not_found}
     */
    public Set<TenantId> ids(@Nullable List<String> named) {
        return named == null
                ? Set.of()
                : named.stream().map(key -> demand(key).id()).collect(Collectors.toSet());
    }
}
