package io.tenantry.routing.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which database serves a tenant.
 *
 * <p>Routes are read once, when first asked for, and kept. {@link #poll} brings all known ones up
 * to date with a single query and must be called every {@link DirectorySettings#poll}; {@link
 * #invalidate} makes one current at once. While the control plane cannot be read, known routes are
 * trusted for {@link DirectorySettings#maxStale}; after that nothing is.
 */
public final class TenantDirectory {
    private static final Logger LOG = Logger.getLogger(TenantDirectory.class);
    private static final int MAX_UNKNOWN = 10_000;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final RouteSource source;
    private final DirectorySettings settings;
    private final Ticker ticker;
    private final ConcurrentMap<TenantId, TenantRoute> routes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TenantId> slugs = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> unknown;
    private volatile Instant asOf = Instant.EPOCH;
    private volatile long syncedAt;

    public TenantDirectory(RouteSource source, DirectorySettings settings) {
        this(source, settings, Ticker.systemTicker());
    }

    /**
     * @param ticker a monotonic clock, in nanoseconds
     */
    public TenantDirectory(RouteSource source, DirectorySettings settings, Ticker ticker) {
        this.source = source;
        this.settings = settings;
        this.ticker = ticker;
        this.syncedAt = ticker.read();
        this.unknown =
                Caffeine.newBuilder()
                        .maximumSize(MAX_UNKNOWN)
                        .expireAfterWrite(settings.unknownFor())
                        .ticker(ticker)
                        .build();
    }

    /**
     * The route of a tenant.
     *
     * @throws RoutingException UNKNOWN_TENANT, or DIRECTORY_UNAVAILABLE
     */
    public TenantRoute require(TenantId tenant) {
        TenantRoute known = routes.get(tenant);
        if (known == null) {
            return refresh(tenant);
        }
        if (isTooStale()) {
            throw unavailable(null);
        }
        return known;
    }

    /**
     * Reads a route again from the control plane, whatever is remembered.
     *
     * @throws RoutingException UNKNOWN_TENANT, or DIRECTORY_UNAVAILABLE
     */
    public TenantRoute refresh(TenantId tenant) {
        if (unknown.getIfPresent(tenant.value()) != null) {
            throw unknownTenant();
        }
        try {
            Optional<TenantRoute> read = source.byId(tenant);
            if (read.isEmpty()) {
                forget(tenant);
                unknown.put(tenant.value(), true);
                throw unknownTenant();
            }
            remember(read.get());
            return read.get();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * The tenant that a slug names.
     *
     * @throws RoutingException UNKNOWN_TENANT, or DIRECTORY_UNAVAILABLE
     */
    public TenantId require(TenantSlug slug) {
        TenantId known = slugs.get(slug.value());
        if (known != null && !isTooStale()) {
            return known;
        }
        if (unknown.getIfPresent(slug.value()) != null) {
            throw unknownTenant();
        }
        try {
            Optional<TenantRoute> read = source.bySlug(slug);
            if (read.isEmpty()) {
                unknown.put(slug.value(), true);
                throw unknownTenant();
            }
            remember(read.get());
            return read.get().tenant();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Makes a route current after somebody said that it changed; does nothing for unknown ones. */
    public void invalidate(TenantId tenant) {
        unknown.invalidate(tenant.value());
        if (!routes.containsKey(tenant)) {
            return;
        }
        try {
            refresh(tenant);
        } catch (RoutingException e) {
            // Gone, or the control plane does not answer: forgotten, so the next use asks again.
            forget(tenant);
        }
    }

    /**
     * Reads what changed since the last poll. A failure is logged, counted as age, and not thrown.
     */
    public void poll() {
        long started = ticker.read();
        Instant since = asOf.equals(Instant.EPOCH) ? asOf : asOf.minus(settings.overlap());
        try {
            RouteSource.Changes changes = source.changedSince(since);
            for (TenantRoute route : changes.routes()) {
                unknown.invalidate(route.tenant().value());
                routes.computeIfPresent(route.tenant(), (tenant, old) -> replace(old, route));
            }
            asOf = changes.asOf();
            syncedAt = started;
        } catch (SQLException e) {
            LOG.warnf("the control plane cannot be read; routes are %s old", age());
            LOG.debug("poll failed", e);
        }
    }

    /** How long ago the directory last agreed with the control plane. */
    public Duration age() {
        return Duration.ofNanos(ticker.read() - syncedAt);
    }

    /** How many tenants are remembered. */
    public int size() {
        return routes.size();
    }

    private boolean isTooStale() {
        return age().compareTo(settings.maxStale()) > 0;
    }

    private void remember(TenantRoute route) {
        routes.merge(route.tenant(), route, this::replace);
        if (route.slug() != null) {
            slugs.put(route.slug(), route.tenant());
        }
    }

    private TenantRoute replace(TenantRoute old, TenantRoute route) {
        if (old.slug() != null && !old.slug().equals(route.slug())) {
            slugs.remove(old.slug(), old.tenant());
        }
        return route;
    }

    private void forget(TenantId tenant) {
        TenantRoute old = routes.remove(tenant);
        if (old != null && old.slug() != null) {
            slugs.remove(old.slug(), tenant);
        }
    }

    private static RoutingException unknownTenant() {
        return new RoutingException(Reason.UNKNOWN_TENANT, "no such tenant");
    }

    private static RoutingException unavailable(@Nullable SQLException cause) {
        return new RoutingException(
                Reason.DIRECTORY_UNAVAILABLE, "the control plane cannot be read", RETRY, cause);
    }
}
