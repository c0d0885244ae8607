package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.directory.ServerEndpoint;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Whether a server lets the pool's base account in. While it does not, connections that are open
 * serve on, and whoever needs a new one is refused: a fault of the server's, not of any tenant.
 */
final class RouterAccount {
    private static final Logger LOG = Logger.getLogger(RouterAccount.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ServerEndpoint endpoint;
    private volatile boolean refused;

    RouterAccount(ServerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    boolean isRefused() {
        return refused;
    }

    void letIn() {
        if (refused) {
            refused = false;
            LOG.infof(
                    "database server %s lets its router account %s in again",
                    endpoint.name(), endpoint.routerUser());
        }
    }

    /** The server has turned the account away; returns what to tell the unit of work. */
    RoutingException refused(SQLException cause) {
        if (!refused) {
            refused = true;
            LOG.errorf(
                    "database server %s refuses its router account %s (error %d), so no connection"
                            + " can be opened for any tenant: register the server again, which makes"
                            + " the account anew",
                    endpoint.name(), endpoint.routerUser(), cause.getErrorCode());
        }
        return new RoutingException(
                Reason.SERVER_UNAVAILABLE,
                "database server %s refuses its router account".formatted(endpoint.name()),
                RETRY,
                cause);
    }
}
