package io.tenantry.routing.directory;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The truth behind the directory: the view {@code tenant_routes}. */
public interface RouteSource {
    Optional<TenantRoute> byId(TenantId tenant) throws SQLException;

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
     * @param asOf the source's clock when it answered, to ask from next time
     */
    record Changes(List<TenantRoute> routes, Instant asOf) {}
}
