package io.tenantry.routing.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.secret.SealBrokenException;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Why tenants' accounts are refused on one server, remembered for a moment: each refusal costs the
 * server a login and us a connection.
 */
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Duration REFUSED_FOR = Duration.ofSeconds(1);
    private static final int MAX_REFUSED = 10_000;

    private final String server;
    private final Cache<Identity, RoutingException> refused =
            Caffeine.newBuilder().maximumSize(MAX_REFUSED).expireAfterWrite(REFUSED_FOR).build();

    Refusals(String server) {
        this.server = server;
    }

    /** A refusal of a moment ago; null if there was none. */
    @Nullable RoutingException recent(Identity identity) {
        return refused.getIfPresent(identity);
    }

    /** What an error of a switch means for whoever asked for the lease. */
    RoutingException translate(Identity identity, SQLException e) {
        if (ServerErrors.isDatabaseMissing(e)) {
            LOG.errorf(
                    "tenant %s cannot be served: its database is not on server %s",
                    identity.tenant(), server);
            return refuse(
                    identity,
                    Reason.DATABASE_MISSING,
                    "server %s does not have tenant %s's database"
                            .formatted(server, identity.tenant()),
                    e);
        }
        if (!ServerErrors.isCredentialsRefused(e)) {
            return new RoutingException(
                    Reason.SERVER_UNAVAILABLE,
                    "database server %s failed a lease (SQL state %s)"
                            .formatted(server, e.getSQLState()),
                    REFUSED_FOR,
                    e);
        }
        return refuse(
                identity,
                Reason.CREDENTIALS_REFUSED,
                "server %s refuses tenant %s's account".formatted(server, identity.tenant()),
                e);
    }

    /** A password that no known master key opens: that tenant is refused, nobody else. */
    RoutingException unopened(Identity identity, SealBrokenException e) {
        LOG.errorf("tenant %s cannot be served: %s", identity.tenant(), e.getMessage());
        return refuse(
                identity,
                Reason.CREDENTIALS_REFUSED,
                "the password of tenant %s's account does not open: is its master key configured?"
                        .formatted(identity.tenant()),
                e);
    }

    private RoutingException refuse(Identity identity, Reason reason, String why, Exception cause) {
        RoutingException refusal = new RoutingException(reason, why, REFUSED_FOR, cause);
        refused.put(identity, refusal);
        return refusal;
    }
}
