package io.tenantry.routing;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of a CDI request context. A scoped value bound in a filter does not reach the resource
 * method; a request-scoped bean does, on every thread model.
 */
@RequestScoped
@Unremovable
public class RequestTenant {
    private @Nullable TenantId tenant;

    /**
     * Binds the tenant for the rest of the request.
     *
     * @throws WrongTenantException if another one has been bound
     */
    public void bind(TenantId wanted) {
        if (tenant != null && !tenant.equals(wanted)) {
            throw new WrongTenantException(tenant, wanted);
        }
        tenant = wanted;
    }

    /** The tenant bound so far; empty if none. */
    public Optional<TenantId> tenant() {
        return Optional.ofNullable(tenant);
    }
}
