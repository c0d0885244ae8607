package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server is worth asking. After a failure to connect, leases are refused at once for a
 * while that grows; then one unit of work at a time may try.
 */
final class ServerHealth {
    private static final long FIRST_PAUSE = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();
    private static final long TRIAL = Duration.ofSeconds(3).toNanos();

    private final String server;
    private final LongSupplier nanoTime;
    private final AtomicLong closedUntil = new AtomicLong();
    private volatile boolean up = true;
    private volatile long pause = FIRST_PAUSE;

    ServerHealth(String server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /**
     * @throws RoutingException SERVER_UNAVAILABLE while the server is known not to answer
     */
    void admit() {
        if (up) {
            return;
        }
        long now = nanoTime.getAsLong();
        long until = closedUntil.get();
        // One caller wins the trial; the others wait for its outcome.
        if (until - now > 0 || !closedUntil.compareAndSet(until, now + TRIAL)) {
            throw unavailable(null);
        }
    }

    void answered() {
        if (!up) {
            pause = FIRST_PAUSE;
            up = true;
        }
    }

    /** Notes that the server did not answer; returns what to tell the unit of work. */
    RoutingException failed(Throwable cause) {
        closedUntil.set(nanoTime.getAsLong() + pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        up = false;
        return unavailable(cause);
    }

    boolean isUp() {
        return up;
    }

    private RoutingException unavailable(@Nullable Throwable cause) {
        long left = Math.max(closedUntil.get() - nanoTime.getAsLong(), FIRST_PAUSE);
        return new RoutingException(
                Reason.SERVER_UNAVAILABLE,
                "database server " + server + " does not answer",
                Duration.ofNanos(left),
                cause);
    }
}
