package io.tenantry.routing.directory;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests that find their tenant's route closed for a short while wait until it opens again,
 * rather than be sent away: a cut-over takes a fraction of a second.
 *
 * <p>Nobody waits long and few wait at all. The patience is the tenant's, not the request's: it
 * counts from when this replica first found the route closed, so a maintenance that takes longer
 * holds threads up once, for that long, and from then on is answered at once. Of those who wait one
 * looks, and tells the others. No connection to a database is held meanwhile.
 */
public final class ClosedRoutes {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** After which a route that is still closed, or again, is worth waiting for once more. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final TenantDirectory directory;
    private final Duration patience;
    private final int mostOfTenant;
    private final Semaphore places;
    private final ConcurrentMap<TenantId, Closing> closings = new ConcurrentHashMap<>();

    /**
     * @param patience how long a closed route is waited for; zero for not at all
     * @param most how many may wait at once, 0 or more
     * @param mostOfTenant how many of one tenant, 0 or more
     */
    public ClosedRoutes(TenantDirectory directory, Duration patience, int most, int mostOfTenant) {
        this.directory = directory;
        this.patience = patience;
        this.mostOfTenant = mostOfTenant;
        this.places = new Semaphore(most);
    }

    /** Where nobody waits. */
    public static ClosedRoutes waitingForNone(TenantDirectory directory) {
        return new ClosedRoutes(directory, Duration.ZERO, 0, 0);
    }

    /**
     * The route, open if it has opened soon enough; else as it is.
     *
     * @throws RoutingException with {@link Reason#MAINTENANCE} if too many wait already, or why the
     *     route cannot be read
     */
    public TenantRoute settled(TenantRoute route) {
        TenantId tenant = route.tenant();
        if (route.state() != TenantState.MAINTENANCE) {
            if (!closings.isEmpty()) {
                closings.remove(tenant);
            }
            return route;
        }
        if (!patience.isPositive()) {
            return route;
        }
        Closing closing = closings.compute(tenant, (_, known) -> current(known));
        return closing.remaining().isPositive() ? waited(route, closing) : route;
    }

    private Closing current(@Nullable Closing known) {
        return known == null || known.remaining().plus(AGAIN).isNegative()
                ? new Closing(System.nanoTime() + patience.toNanos(), mostOfTenant)
                : known;
    }

    private TenantRoute waited(TenantRoute route, Closing closing) {
        if (!places.tryAcquire()) {
            throw crowded(route);
        }
        try {
            if (!closing.places.tryAcquire()) {
                throw crowded(route);
            }
            try {
                return awaited(route, closing);
            } finally {
                closing.places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw crowded(route);
        } finally {
            places.release();
        }
    }

    private TenantRoute awaited(TenantRoute route, Closing closing) throws InterruptedException {
        TenantId tenant = route.tenant();
        if (!closing.looking.tryLock(closing.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            return directory.require(tenant);
        }
        try {
            // Whoever looked before may have seen it open.
            TenantRoute seen = directory.require(tenant);
            while (seen.state() == TenantState.MAINTENANCE && closing.remaining().isPositive()) {
                Thread.sleep(LOOK);
                // Not what is remembered: no announcement is waited for, nor a poll.
                seen = directory.refresh(tenant);
            }
            return seen;
        } finally {
            closing.looking.unlock();
        }
    }

    private static RoutingException crowded(TenantRoute route) {
        return new RoutingException(
                Reason.MAINTENANCE,
                "tenant %s is %s, and enough requests wait for it already"
                        .formatted(route.tenant(), route.state().code()),
                RETRY,
                null);
    }

    /** A route that this replica found closed. */
    private static final class Closing {
        private final long until;
        private final Semaphore places;
        private final ReentrantLock looking = new ReentrantLock();

        /**
         * @param until of the JVM's clock, in nanoseconds
         */
        Closing(long until, int most) {
            this.until = until;
            this.places = new Semaphore(most);
        }

        Duration remaining() {
            return Duration.ofNanos(until - System.nanoTime());
        }
    }
}
