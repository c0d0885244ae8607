package io.tenantry.routing.directory;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the directory knows of a tenant.
 *
 * @param slug null once the slug has been given back
 * @param placement null until the tenant has a database
 */
public record TenantRoute(
        TenantId tenant, @Nullable String slug, TenantState state, @Nullable Placement placement) {

    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);
    private static final Duration MAINTENANCE_WAIT = Duration.ofSeconds(10);

    /**
     * The placement to work on, if the tenant's state admits work.
     *
     * @throws RoutingException naming the state that forbids it
     */
    public Placement admit() {
        return switch (state) {
            case ACTIVE ->
                    Optional.ofNullable(placement)
                            .orElseThrow(() -> refuse(Reason.NOT_READY, SHORT_WAIT));
            case REQUESTED, PROVISIONING -> throw refuse(Reason.NOT_READY, SHORT_WAIT);
            case MAINTENANCE -> throw refuse(Reason.MAINTENANCE, MAINTENANCE_WAIT);
            case SUSPENDED -> throw refuse(Reason.SUSPENDED, null);
            case DELETING, DELETED, PURGED, FAILED -> throw refuse(Reason.GONE, null);
        };
    }

    private RoutingException refuse(Reason reason, @Nullable Duration retryAfter) {
        return new RoutingException(
                reason, "tenant %s is %s".formatted(tenant, state.code()), retryAfter, null);
    }
}
