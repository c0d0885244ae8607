package io.tenantry.routing.pool;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import io.agroal.api.AgroalDataSource;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.mysql.ServerVersion;
import io.tenantry.routing.secret.SecretBox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Agroal pool under a {@link ServerPool}: it opens, checks and closes connections and keeps
 * leases apart; whom each is logged in as is not its business.
 */
final class PhysicalConnections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PhysicalConnections.class);
    private static final long GROW_PAUSE = Duration.ofSeconds(1).toNanos();

    private final ServerEndpoint endpoint;
    private final PoolSettings settings;
    private final ConnectionShares shares;
    private final AffinityCache cache;
    private final ServerLogin login;
    private final AgroalDataSource agroal;
    private final AtomicLong grownAt = new AtomicLong(System.nanoTime() - GROW_PAUSE);
    private final LoadingCache<JdbcConnection, SessionWatch> watches =
            Caffeine.newBuilder().weakKeys().build(this::attach);
    // Read at every answer, written twice a second at most: its cache line stays shared.
    private volatile boolean heard = true;

    PhysicalConnections(
            ServerEndpoint endpoint,
            PoolSettings settings,
            SecretBox secrets,
            ConnectionShares shares) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.shares = shares;
        this.cache = new AffinityCache(settings.maxSize());
        this.login = new ServerLogin(endpoint, settings, secrets);
        this.agroal = login.pool(cache);
    }

    /** The driver's own connection; a lost one can no longer tell. */
    static JdbcConnection raw(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class);
    }

    SessionWatch watch(JdbcConnection raw) {
        return watches.get(raw);
    }

    /** The server has answered on one of the connections. */
    void heard() {
        if (!heard) {
            heard = true;
        }
    }

    /** Whether it has not since this was last asked. */
    boolean wasSilent() {
        boolean silent = !heard;
        heard = false;
        return silent;
    }

    /** From here on a unit of work speaks, whose statements may take long. */
    void handOut(JdbcConnection raw) {
        answerWithin(raw, settings.patience().socket());
    }

    /** From here on the pool speaks. */
    void takeBack(JdbcConnection raw) {
        answerWithin(raw, settings.patience().answer());
    }

    /** Logs in on a connection of its own, and out again. */
    void logInOnce() throws SQLException {
        login.once();
        heard();
    }

    /**
     * Closes the sockets of all connections, those in use included: whoever waits for an answer on
     * them gets an error. Each on a thread of its own, because closing an encrypted one may wait.
     */
    void abandon() {
        for (JdbcConnection raw : watches.asMap().keySet()) {
            Thread.ofVirtual().name("tenantry-abandon-" + endpoint.name()).start(() -> abort(raw));
        }
        flushIdle();
    }

    private static void abort(JdbcConnection raw) {
        try {
            raw.abortInternal();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("aborting a connection failed", e);
        }
    }

    // Not Connection.setNetworkTimeout: that wants an executor. Socket.setSoTimeout only notes the
    // number, so this costs no system call.
    private static void answerWithin(JdbcConnection raw, Duration time) {
        ((NativeSession) raw.getSession()).getProtocol().setSocketTimeout((int) time.toMillis());
    }

    Connection borrow(Identity identity) throws SQLException {
        AffinityCache.wanted(identity);
        return agroal.getConnection();
    }

    void giveBack(Connection connection, @Nullable Identity identity) throws SQLException {
        AffinityCache.returning(identity);
        connection.close();
    }

    /**
     * Closes the socket and makes Agroal notice: it would otherwise pool the dead connection, since
     * it learns of errors only through its own wrapper.
     */
    void destroy(Connection connection) {
        try {
            abort(raw(connection));
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection to be aborted is gone", e);
        }
        try (connection;
                Statement touched = connection.createStatement()) {
            LOG.debugf("aborted connection still made %s", touched);
        } catch (SQLException expected) {
            LOG.trace("Agroal has noticed", expected);
        }
    }

    void flushIdle() {
        agroal.flush(AgroalDataSource.FlushMode.IDLE);
    }

    /**
     * @throws RoutingException SERVER_UNSUPPORTED if the server's release loses data
     */
    void refuseUnsupported(JdbcConnection raw) throws SQLException {
        ServerVersion version = ServerVersion.parse(raw.getMetaData().getDatabaseProductVersion());
        version.refusal()
                .ifPresent(why -> {
                    throw new RoutingException(
                            Reason.SERVER_UNSUPPORTED,
                            "database server %s: %s".formatted(endpoint.name(), why));
                });
    }

    /**
     * Opens the connections that are still allowed, after an identity was not found: idle ones
     * beyond the concurrency are a cache of identities. Runs at most once a second, elsewhere.
     */
    void growLater() {
        long last = grownAt.get();
        long now = System.nanoTime();
        if (now - last < GROW_PAUSE
                || cache.knownSize() >= settings.maxSize()
                || !grownAt.compareAndSet(last, now)) {
            return;
        }
        Thread.ofVirtual().name("tenantry-grow-" + endpoint.name()).start(this::grow);
    }

    /**
     * Agroal opens a connection only when none is idle, so all idle ones are held for a moment; it
     * also shows the cache those that it has not met yet.
     */
    private void grow() {
        // One stays free for whoever comes meanwhile.
        int taken = shares.takeSpare(settings.maxSize() - 1);
        List<Connection> held = new ArrayList<>(taken);
        try {
            while (held.size() < taken) {
                AffinityCache.wanted(null);
                held.add(agroal.getConnection());
            }
        } catch (SQLException e) {
            LOG.debugf(e, "server %s gives no more connections for now", endpoint.name());
        } finally {
            try {
                held.forEach(this::putBack);
            } finally {
                shares.giveSpare(taken);
            }
        }
    }

    private void putBack(Connection connection) {
        try {
            giveBack(connection, watch(raw(connection)).identity());
        } catch (SQLException e) {
            LOG.debug("a spare connection was lost meanwhile", e);
            destroy(connection);
        }
    }

    long open() {
        return agroal.getMetrics().activeCount() + agroal.getMetrics().availableCount();
    }

    @Override
    public void close() {
        agroal.close();
    }

    private SessionWatch attach(JdbcConnection raw) {
        SessionWatch watch = new SessionWatch(this::heard);
        ((NativeSession) raw.getSession()).setQueryInterceptors(List.of(watch));
        return watch;
    }
}
