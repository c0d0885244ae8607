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
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which database serves a tenant.
 *
 * <p>Routes are read once, when first asked for, and kept. {@link #poll} brings all known ones up
 * to date with a single query and must be called every {@link DirectorySettings#poll}; after {@link
 * #invalidate} a route is used no more, and the next use reads it anew. While the control plane
 * cannot be read, known routes are trusted for {@link DirectorySettings#maxStale}; after that
 * nothing is.
 *
 * <p>Reads overtake each other and invalidations. Each read therefore draws a number before it
 * asks: its answer replaces only what was asked for earlier, and none that was asked for before an
 * invalidation is kept.
 */
public final class TenantDirectory {
    private static final Logger LOG = Logger.getLogger(TenantDirectory.class);
    private static final int MAX_UNKNOWN = 10_000;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final RouteSource source;
    private final DirectorySettings settings;
    private final Ticker ticker;
    private final ConcurrentMap<TenantId, Known> routes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TenantId> slugs = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> unknown;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong lastInvalidation = new AtomicLong();
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
        Known known = routes.get(tenant);
        if (known == null) {
            return refresh(tenant);
        }
        if (isTooStale()) {
            throw unavailable(null);
        }
        return known.route();
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
        long number = numbers.incrementAndGet();
        try {
            Optional<TenantRoute> read = source.byId(tenant);
            if (read.isEmpty()) {
                forget(tenant);
                rememberUnknown(tenant.value(), number);
                throw unknownTenant();
            }
            remember(read.get(), number);
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
        long number = numbers.incrementAndGet();
        try {
            Optional<TenantRoute> read = source.bySlug(slug);
            if (read.isEmpty()) {
                rememberUnknown(slug.value(), number);
                throw unknownTenant();
            }
            remember(read.get(), number);
            return read.get().tenant();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Takes a route out of use at once, because somebody said that it changed. Reads nothing, waits
     * for nothing.
     */
    public void invalidate(TenantId tenant) {
        // The number first: what was asked for earlier and arrives in between is not kept.
        lastInvalidation.accumulateAndGet(numbers.incrementAndGet(), Math::max);
        unknown.invalidate(tenant.value());
        forget(tenant);
    }

    /**
     * Reads what changed since the last poll. A failure is logged, counted as age, and not thrown.
     */
    public void poll() {
        long started = ticker.read();
        long number = numbers.incrementAndGet();
        Instant since = asOf.equals(Instant.EPOCH) ? asOf : asOf.minus(settings.overlap());
        try {
            RouteSource.Changes changes = source.changedSince(since);
            for (TenantRoute route : changes.routes()) {
                unknown.invalidate(route.tenant().value());
                Known known = new Known(route, number);
                routes.computeIfPresent(route.tenant(), (tenant, old) -> newer(old, known));
            }
            // Else the route of before would be used on.
            changes.unreadable().forEach(this::invalidate);
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

    private void remember(TenantRoute route, long number) {
        Known known = new Known(route, number);
        Known kept =
                routes.compute(
                        route.tenant(),
                        (tenant, old) -> {
                            if (old != null) {
                                return newer(old, known);
                            }
                            return isOverruled(number) ? null : known;
                        });
        if (kept != null && kept.number() == number && route.slug() != null) {
            slugs.put(route.slug(), route.tenant());
        }
    }

    private void rememberUnknown(String name, long number) {
        unknown.put(name, true);
        // Looked at afterwards: an invalidation in between has already cleared what is put now.
        if (isOverruled(number)) {
            unknown.invalidate(name);
        }
    }

    private boolean isOverruled(long number) {
        return number < lastInvalidation.get();
    }

    private Known newer(Known old, Known read) {
        if (read.number() < old.number()) {
            return old;
        }
        String slug = old.route().slug();
        if (slug != null && !slug.equals(read.route().slug())) {
            slugs.remove(slug, old.route().tenant());
        }
        return read;
    }

    private void forget(TenantId tenant) {
        Known old = routes.remove(tenant);
        if (old != null && old.route().slug() != null) {
            slugs.remove(old.route().slug(), tenant);
        }
    }

    /**
     * @param number drawn before the route was asked for
     */
    private record Known(TenantRoute route, long number) {}

    private static RoutingException unknownTenant() {
        return new RoutingException(Reason.UNKNOWN_TENANT, "no such tenant");
    }

    private static RoutingException unavailable(@Nullable SQLException cause) {
        return new RoutingException(
                Reason.DIRECTORY_UNAVAILABLE, "the control plane cannot be read", RETRY, cause);
    }
}
