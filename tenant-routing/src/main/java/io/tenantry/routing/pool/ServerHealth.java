package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server is worth asking. While it is not, leases are refused at once, and it is asked
 * again after a pause that grows.
 */
final class ServerHealth {
    private static final Logger LOG = Logger.getLogger(ServerHealth.class);
    private static final long FIRST_PAUSE = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

    private final String server;
    private final LongSupplier nanoTime;
    private volatile boolean up = true;
    private long downSince;
    private long askAgainAt;
    private long pause = FIRST_PAUSE;

    ServerHealth(String server, LongSupplier nanoTime) {
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /**
     * @throws RoutingException SERVER_UNAVAILABLE while the server is known not to answer
     */
    void admit() {
        if (!up) {
            throw unavailable(null);
        }
    }

    void answered() {
        if (!up) {
            comeBack();
        }
    }

    /** Notes that the server did not answer. */
    synchronized void failed() {
        long now = nanoTime.getAsLong();
        if (up) {
            LOG.warnf("database server %s does not answer: its tenants are refused", server);
            downSince = now;
            pause = FIRST_PAUSE;
        } else if (now - askAgainAt < 0) {
            return; // another unit of work noticed the same
        }
        askAgainAt = now + pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        up = false;
    }

    boolean isUp() {
        return up;
    }

    /** Whether the server, being down, should be asked again. */
    synchronized boolean isDue() {
        return !up && nanoTime.getAsLong() - askAgainAt >= 0;
    }

    /** Whether the server has been down for as long as this. */
    synchronized boolean isDownFor(Duration time) {
        return !up && nanoTime.getAsLong() - downSince >= time.toNanos();
    }

    /** What to tell a unit of work. */
    synchronized RoutingException unavailable(@Nullable Throwable cause) {
        long left = Math.max(askAgainAt - nanoTime.getAsLong(), FIRST_PAUSE);
        return new RoutingException(
                Reason.SERVER_UNAVAILABLE,
                "database server " + server + " does not answer",
                Duration.ofNanos(left),
                cause);
    }

    private synchronized void comeBack() {
        if (!up) {
            LOG.infof("database server %s answers again", server);
            up = true;
        }
    }
}
