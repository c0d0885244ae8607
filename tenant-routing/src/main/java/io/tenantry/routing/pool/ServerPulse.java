package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Notices that a server has gone silent, which no error tells: a frozen machine or a network that
 * drops packets keeps its connections open and never answers on them.
 *
 * <p>A statement may take long for reasons of its own, so no time-out on statements can tell. But a
 * server that lives can be logged in to. When units of work hold or want connections and none has
 * brought an answer since the last beat, the pulse logs in once. If that fails the server is down:
 * whoever comes or waits is refused, and the pulse goes on asking until it answers. If it stays
 * down, the units of work that it holds up are given up, too.
 */
final class ServerPulse {
    /** How often {@link #beat} wants to be called. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(ServerPulse.class);

    private final String server;
    private final ServerHealth health;
    private final Patience patience;
    private final PhysicalConnections connections;
    private final ConnectionShares shares;
    private final RouterAccount router;
    private final AtomicBoolean asking = new AtomicBoolean();

    ServerPulse(
            String server,
            Patience patience,
            PhysicalConnections connections,
            ConnectionShares shares,
            RouterAccount router) {
        this.server = server;
        this.health = new ServerHealth(server, System::nanoTime);
        this.patience = patience;
        this.connections = connections;
        this.shares = shares;
        this.router = router;
    }

    /**
     * @throws RoutingException SERVER_UNAVAILABLE while the server is known not to answer
     */
    void admit() {
        health.admit();
    }

    /** Whether the server answers, and gives connections. */
    boolean isUp() {
        return health.isUp() && !router.isRefused();
    }

    /** The server has just answered. */
    void answered() {
        health.answered();
    }

    /** The server is known to be away; returns what to tell the unit of work that noticed. */
    RoutingException lost(Throwable cause) {
        health.failed();
        shares.dismiss(() -> health.unavailable(null));
        return health.unavailable(cause);
    }

    /** Looks after the server; called at regular times. Never waits. */
    void beat() {
        boolean silent = connections.wasSilent();
        boolean wanted = shares.inUse() + shares.waiting() > 0;
        if (health.isUp() ? router.isRefused() || (silent && wanted) : health.isDue()) {
            ask();
        }
    }

    /** Asks the server now, elsewhere: something took longer than it should. */
    void ask() {
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("tenantry-pulse-" + server).start(this::logIn);
        }
    }

    private void logIn() {
        try {
            connections.logInOnce();
            router.letIn();
            health.answered();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "database server %s did not let the pulse in", server);
            if (e instanceof SQLException sql && ServerErrors.isAnswer(sql)) {
                answered(sql);
            } else {
                silent(e);
            }
        } finally {
            asking.set(false);
        }
    }

    private void answered(SQLException refusal) {
        if (ServerErrors.isCredentialsRefused(refusal)) {
            LOG.tracef("%s: %s", server, router.refused(refusal).getMessage());
        }
        health.answered();
    }

    private void silent(Exception cause) {
        LOG.tracef("%s: %s", server, lost(cause).getMessage());
        // Where logins fail and statements are answered there is somebody to wait for.
        if (connections.wasSilent() && health.isDownFor(patience.abandon())) {
            connections.abandon();
        }
    }
}
