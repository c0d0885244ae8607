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
 * @param plan the code of the tenant's plan; null for none
 * @param settings what the tenant has of its own, as a JSON object that routing only carries: it
 *     comes and goes with the route, so it is as current as the route; null for nothing
 * @param schemaVersion which version of the tenant changelog its database is at; null if nobody
 *     wrote it down
 */
public record TenantRoute(
        TenantId tenant,
        @Nullable String slug,
        TenantState state,
        @Nullable Placement placement,
        @Nullable String plan,
        @Nullable String settings,
        @Nullable String schemaVersion) {

    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);
    private static final Duration MAINTENANCE_WAIT = Duration.ofSeconds(10);

    /** A route of a tenant without a plan, settings of its own or a known schema. */
    public TenantRoute(
            TenantId tenant,
            @Nullable String slug,
            TenantState state,
            @Nullable Placement placement) {
        this(tenant, slug, state, placement, null, null, null);
    }

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
