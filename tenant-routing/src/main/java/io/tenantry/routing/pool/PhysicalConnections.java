package io.tenantry.routing.pool;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.api.transaction.TransactionIntegration;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.mysql.ServerVersion;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Agroal pool under a {@link ServerPool}: it opens, checks and closes connections and keeps
 * leases apart; whom each is logged in as is not its business.
 */
final class PhysicalConnections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PhysicalConnections.class);
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);
    private static final long GROW_PAUSE = Duration.ofSeconds(1).toNanos();

    private final ServerEndpoint endpoint;
    private final PoolSettings settings;
    private final ConnectionShares shares;
    private final AffinityCache cache;
    private final AgroalDataSource agroal;
    private final AtomicLong grownAt = new AtomicLong(System.nanoTime() - GROW_PAUSE);
    private final LoadingCache<JdbcConnection, SessionWatch> watches =
            Caffeine.newBuilder().weakKeys().build(PhysicalConnections::attach);

    PhysicalConnections(
            ServerEndpoint endpoint,
            PoolSettings settings,
            SecretBox secrets,
            ConnectionShares shares) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.shares = shares;
        this.cache = new AffinityCache(settings.maxSize());
        this.agroal = agroal(secrets);
    }

    /** The driver's own connection; a lost one can no longer tell. */
    static JdbcConnection raw(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class);
    }

    SessionWatch watch(JdbcConnection raw) {
        return watches.get(raw);
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
            raw(connection).abortInternal();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("aborting a connection failed", e);
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

    private static SessionWatch attach(JdbcConnection raw) {
        SessionWatch watch = new SessionWatch();
        ((NativeSession) raw.getSession()).setQueryInterceptors(List.of(watch));
        return watch;
    }

    private AgroalDataSource agroal(SecretBox secrets) {
        String password =
                secrets.openText(
                        endpoint.routerSecret().bytes(), SecretPlaces.serverRouter(endpoint.id()));
        AgroalDataSourceConfigurationSupplier supplier =
                new AgroalDataSourceConfigurationSupplier()
                        .metricsEnabled()
                        .connectionPoolConfiguration(pool ->
                                pool.initialSize(0)
                                        .minSize(0)
                                        .maxSize(settings.maxSize())
                                        .acquisitionTimeout(
                                                settings.connectTimeout().plus(IDLE_CHECK))
                                        .idleValidationTimeout(IDLE_CHECK)
                                        .reapTimeout(settings.idleTimeout())
                                        .connectionCache(cache)
                                        .exceptionSorter(new MySQLExceptionSorter())
                                        .transactionIntegration(TransactionIntegration.none())
                                        .connectionFactoryConfiguration(factory ->
                                                factory.jdbcUrl(url())
                                                        .loginTimeout(settings.connectTimeout())
                                                        .principal(
                                                                new NamePrincipal(
                                                                        endpoint.routerUser()))
                                                        .credential(new SimplePassword(password))));
        driverProperties()
                .forEach((name, value) ->
                        supplier.connectionPoolConfiguration()
                                .connectionFactoryConfiguration()
                                .jdbcProperty(name, value));
        try {
            return AgroalDataSource.from(supplier);
        } catch (SQLException e) {
            throw new IllegalStateException("no pool for " + endpoint.name(), e);
        }
    }

    // An account with no grants may still name information_schema, and without a database in the
    // address a later switch could not set one.
    private String url() {
        return "jdbc:mysql://%s:%d/information_schema".formatted(endpoint.host(), endpoint.port());
    }

    private Map<String, String> driverProperties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("cachePrepStmts", "true");
        properties.put("prepStmtCacheSize", "256");
        properties.putAll(settings.driver());
        properties.put("useServerPrepStmts", "false");
        properties.put("useLocalSessionState", "false");
        // Else the driver asks the server before each write whether it may.
        properties.put("readOnlyPropagatesToServer", "false");
        properties.put("connectionTimeZone", "UTC");
        properties.put("connectTimeout", String.valueOf(settings.connectTimeout().toMillis()));
        properties.put("socketTimeout", String.valueOf(settings.socketTimeout().toMillis()));
        return properties;
    }
}
