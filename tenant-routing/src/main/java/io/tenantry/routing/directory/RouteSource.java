package io.tenantry.routing.directory;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The truth behind the directory: the view {@code tenant_routes}. */
public interface RouteSource {
    /**
     * The route of a tenant.
     *
     * @throws RoutingException DIRECTORY_UNAVAILABLE if this release cannot read the route
     */
    Optional<TenantRoute> byId(TenantId tenant) throws SQLException;

    /**
     * The route of the tenant that has the slug.
     *
     * @throws RoutingException DIRECTORY_UNAVAILABLE if this release cannot read the route
     */
    Optional<TenantRoute> bySlug(TenantSlug slug) throws SQLException;

    /**
     * The routes that changed at or after an instant, and what time it is at the source.
     *
     * @param since by the source's clock; {@link Instant#EPOCH} asks for the time only
     */
    Changes changedSince(Instant since) throws SQLException;

    /**
     * What a poll brings.
     *
     * @param routes what changed
     * @param unreadable whose routes changed into something that this release cannot read, such as
     *     a state that a newer one has
     * @param asOf the source's clock when it answered, to ask from next time
     */
    record Changes(List<TenantRoute> routes, List<TenantId> unreadable, Instant asOf) {
        /** Changes that can all be read. */
        public Changes(List<TenantRoute> routes, Instant asOf) {
            this(routes, List.of(), asOf);
        }
    }
}
