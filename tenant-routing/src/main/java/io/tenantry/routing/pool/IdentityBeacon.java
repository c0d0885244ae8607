package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Reads whose database this really is before it is trusted: the one row of {@code tenant_identity}.
 *
 * <p>Its epoch is a fence: a route from before the last raise does not pass. Where the tenant goes
 * on working, the control plane raises the epoch first and the database follows, so a route may be
 * one ahead of its database; were it refused, nobody could work in that moment. A database further
 * behind is one from the past, and is refused.
 */
final class IdentityBeacon {
    private static final Logger LOG = Logger.getLogger(IdentityBeacon.class);
    private static final String QUERY = "SELECT tenant_id, database_id, epoch FROM tenant_identity";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long RAISE_UNDER_WAY = 1;

    private IdentityBeacon() {}

    /**
     * Reads outside a transaction: a lease must not begin with a view of the past.
     *
     * @throws RoutingException STALE_ROUTE if only the epoch differs, IDENTITY_MISMATCH if the
     *     database is somebody else's
     */
    static void verify(Connection connection, Identity expected) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            boolean ours =
                    row.next()
                            && expected.tenant().value().equals(row.getString(1))
                            && expected.databaseId().equals(row.getString(2));
            if (!ours) {
                LOG.errorf(
                        "identity mismatch: database %s is not tenant %s's",
                        expected.databaseName(), expected.tenant());
                throw new RoutingException(
                        Reason.IDENTITY_MISMATCH,
                        "database %s is not tenant %s's"
                                .formatted(expected.databaseName(), expected.tenant()));
            }
            long behind = expected.epoch() - row.getLong(3);
            if (behind != 0 && behind != RAISE_UNDER_WAY) {
                throw new RoutingException(
                        Reason.STALE_ROUTE,
                        "tenant %s's placement has changed".formatted(expected.tenant()),
                        RETRY,
                        null);
            }
        }
    }
}
