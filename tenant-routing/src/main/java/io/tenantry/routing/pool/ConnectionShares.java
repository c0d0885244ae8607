package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may hold a connection of a server now: at most {@code maxSize} in all, at most its share for
 * each tenant, and the tenant that holds least goes first.
 *
 * <p>Every lease passes here before it reaches Agroal, so Agroal's own queue stays empty: it knows
 * nothing of tenants.
 */
final class ConnectionShares {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String server;
    private final PoolSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TenantId, Integer> held = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private int inUse;

    ConnectionShares(String server, PoolSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Waits until the tenant may hold one more connection.
     *
     * @throws RoutingException TENANT_SHARE_EXHAUSTED if the tenant's own share stood in the way,
     *     SERVER_BUSY if the server's connections did
     */
    void acquire(TenantId tenant) {
        lock.lock();
        try {
            if (waiters.isEmpty() && mayHold(tenant)) {
                take(tenant);
                return;
            }
            await(tenant);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a connection back and wakes the waiter that should have it. */
    void release(TenantId tenant) {
        lock.lock();
        try {
            held.computeIfPresent(tenant, (t, n) -> n == 1 ? null : n - 1);
            inUse--;
            grant(tenant);
        } finally {
            lock.unlock();
        }
    }

    /** Takes up to {@code wanted} connections that nobody uses or waits for; returns how many. */
    int takeSpare(int wanted) {
        lock.lock();
        try {
            int taken = waiters.isEmpty() ? Math.min(wanted, settings.maxSize() - inUse) : 0;
            inUse += taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what {@link #takeSpare} took. */
    void giveSpare(int taken) {
        lock.lock();
        try {
            inUse -= taken;
            grant(null);
        } finally {
            lock.unlock();
        }
    }

    int inUse() {
        lock.lock();
        try {
            return inUse;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    /** Sends away all that wait: the server does not answer. */
    void dismiss(Supplier<RoutingException> why) {
        lock.lock();
        try {
            List.copyOf(waiters).forEach(waiter -> dismiss(waiter, why.get()));
        } finally {
            lock.unlock();
        }
    }

    private void await(TenantId tenant) {
        if (waitingOf(tenant) >= settings.maxWaitingPerTenant()) {
            throw tooMany(tenant);
        }
        if (waiters.size() >= settings.maxWaiting()) {
            makeRoom(tenant);
        }
        Waiter waiter = new Waiter(tenant, lock.newCondition());
        waiters.add(waiter);
        grant(null);
        long left = settings.patience().acquire().toNanos();
        try {
            while (!waiter.isAdmitted()) {
                if (left <= 0) {
                    throw holds(tenant) >= settings.tenantCap() ? tooMany(tenant) : busy(null);
                }
                left = waiter.turn().awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (waiter.isAdmitted()) {
                // The interrupt came with the grant: the connection is the caller's, use it.
                return;
            }
            throw busy(e);
        } finally {
            waiters.remove(waiter);
        }
    }

    /** A full queue takes one more only in place of one of a tenant that fills it. */
    private void makeRoom(TenantId tenant) {
        Waiter last = null;
        for (Waiter waiter : waiters) {
            if (last == null || waitingOf(waiter.tenant()) >= waitingOf(last.tenant())) {
                last = waiter;
            }
        }
        if (last == null || waitingOf(last.tenant()) <= waitingOf(tenant) + 1) {
            throw busy(null);
        }
        dismiss(last, busy(null));
    }

    private void dismiss(Waiter waiter, RoutingException why) {
        waiters.remove(waiter);
        waiter.dismiss(why);
    }

    private void grant(@Nullable TenantId returned) {
        while (inUse < settings.maxSize()) {
            Waiter next = next(returned);
            if (next == null) {
                return;
            }
            waiters.remove(next);
            take(next.tenant());
            next.admit();
        }
    }

    /**
     * The tenant that holds least goes first; among equals the one whose connection has just come
     * back, which saves it a switch; then the one that has waited longest.
     */
    private @Nullable Waiter next(@Nullable TenantId returned) {
        Waiter best = null;
        for (Waiter waiter : waiters) {
            if (holds(waiter.tenant()) < settings.tenantCap()
                    && (best == null || isBefore(waiter, best, returned))) {
                best = waiter;
            }
        }
        return best;
    }

    private boolean isBefore(Waiter waiter, Waiter best, @Nullable TenantId returned) {
        int difference = holds(waiter.tenant()) - holds(best.tenant());
        if (difference != 0) {
            return difference < 0;
        }
        return waiter.tenant().equals(returned) && !best.tenant().equals(returned);
    }

    private boolean mayHold(TenantId tenant) {
        return inUse < settings.maxSize() && holds(tenant) < settings.tenantCap();
    }

    private void take(TenantId tenant) {
        held.merge(tenant, 1, Integer::sum);
        inUse++;
    }

    private int holds(TenantId tenant) {
        return held.getOrDefault(tenant, 0);
    }

    private long waitingOf(TenantId tenant) {
        return waiters.stream().filter(waiter -> waiter.tenant().equals(tenant)).count();
    }

    private RoutingException tooMany(TenantId tenant) {
        return new RoutingException(
                Reason.TENANT_SHARE_EXHAUSTED,
                "tenant %s holds its %d of the connections to %s"
                        .formatted(tenant, settings.tenantCap(), server),
                RETRY,
                null);
    }

    private RoutingException busy(@Nullable InterruptedException cause) {
        return new RoutingException(
                Reason.SERVER_BUSY, "all connections to " + server + " are busy", RETRY, cause);
    }
}
