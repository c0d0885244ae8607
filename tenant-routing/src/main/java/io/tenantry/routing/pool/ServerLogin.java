package io.tenantry.routing.pool;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.api.transaction.TransactionIntegration;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** How connections to a server are opened: its address, the router's account, the driver's ways. */
final class ServerLogin {
    private static final Logger LOG = Logger.getLogger(ServerLogin.class);
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);

    private final ServerEndpoint endpoint;
    private final PoolSettings settings;
    private final SecretBox secrets;

    ServerLogin(ServerEndpoint endpoint, PoolSettings settings, SecretBox secrets) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.secrets = secrets;
    }

    /** Logs in and out again; throws what kept it from doing so. */
    void once() throws SQLException {
        Properties login = new Properties();
        login.putAll(driverProperties());
        login.put("user", endpoint.routerUser());
        login.put("password", routerPassword());
        try (Connection connection = new NonRegisteringDriver().connect(url(), login)) {
            LOG.tracef("%s answers on %s", endpoint.name(), connection);
        }
    }

    /** A pool that opens its connections so. */
    AgroalDataSource pool(ConnectionCache cache) {
        String password = routerPassword();
        AgroalDataSourceConfigurationSupplier supplier =
                new AgroalDataSourceConfigurationSupplier()
                        .metricsEnabled()
                        .connectionPoolConfiguration(pool ->
                                pool.initialSize(0)
                                        .minSize(0)
                                        .maxSize(settings.maxSize())
                                        .acquisitionTimeout(loginLimit().plus(IDLE_CHECK))
                                        .idleValidationTimeout(IDLE_CHECK)
                                        .reapTimeout(settings.patience().idle())
                                        .connectionCache(cache)
                                        .exceptionSorter(new MySQLExceptionSorter())
                                        .transactionIntegration(TransactionIntegration.none())
                                        .connectionFactoryConfiguration(factory ->
                                                factory.jdbcUrl(url())
                                                        .loginTimeout(loginLimit())
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
        properties.put("socketFactory", WatchedSocketFactory.class.getName());
        properties.putAll(settings.driver());
        properties.put("useServerPrepStmts", "false");
        properties.put("useLocalSessionState", "false");
        // Else the driver asks the server before each write whether it may.
        properties.put("readOnlyPropagatesToServer", "false");
        properties.put("connectionTimeZone", "UTC");
        properties.put("connectTimeout", millis(settings.patience().connect()));
        properties.put("socketTimeout", millis(settings.patience().answer()));
        return properties;
    }

    private String routerPassword() {
        return secrets.openText(
                endpoint.routerSecret().bytes(), SecretPlaces.serverRouter(endpoint.id()));
    }

    // Reaching the server, then its greeting.
    private Duration loginLimit() {
        return settings.patience().connect().plus(settings.patience().answer());
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}
