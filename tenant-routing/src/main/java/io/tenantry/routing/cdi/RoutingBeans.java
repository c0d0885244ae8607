package io.tenantry.routing.cdi;

import io.quarkus.arc.DefaultBean;
import io.tenantry.routing.directory.ClosedRoutes;
import io.tenantry.routing.directory.DirectorySettings;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.RouteGate;
import io.tenantry.routing.directory.RouteSource;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.pool.Patience;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.PoolSettings;
import io.tenantry.routing.pool.ServerPools;
import io.tenantry.routing.pool.TenantLeases;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the beans of routing from its configuration; a service may replace any of them. */
class RoutingBeans {
    private static final String MASTER_KEY = "tenantry.secrets.master-key";
    private static final String FORMER_MASTER_KEYS = "tenantry.secrets.former-master-keys";

    /**
     * @param masterKey base 64 of 32 bytes
     * @param former likewise, each; secrets sealed under them still open
     */
    @Produces
    @Singleton
    @DefaultBean
    SecretBox secretBox(
            @ConfigProperty(name = MASTER_KEY) String masterKey,
            @ConfigProperty(name = FORMER_MASTER_KEYS) Optional<List<String>> former) {
        return new SecretBox(
                key(MASTER_KEY, masterKey),
                former.orElse(List.of()).stream()
                        .map(text -> key(FORMER_MASTER_KEYS, text))
                        .toList());
    }

    private static MasterKey key(String property, String base64) {
        try {
            return MasterKey.fromBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + ": " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    RouteSource routeSource(DataSource controlPlane) {
        return new JdbcRouteSource(controlPlane);
    }

    @Produces
    @Singleton
    TenantDirectory directory(RouteSource source, RoutingConfig config) {
        DirectorySettings defaults = DirectorySettings.DEFAULTS;
        return new TenantDirectory(
                source,
                new DirectorySettings(
                        config.directory().poll(),
                        defaults.overlap(),
                        config.directory().maxStale(),
                        defaults.unknownFor()));
    }

    @Produces
    @Singleton
    ServerPools serverPools(RoutingConfig config, SecretBox secrets, PoolObserver observer) {
        return new ServerPools(settings(config.pool()), secrets, observer);
    }

    void close(@Disposes ServerPools pools) {
        pools.close();
    }

    @Produces
    @Singleton
    ClosedRoutes closedRoutes(TenantDirectory directory, RoutingConfig config) {
        return new ClosedRoutes(
                directory,
                config.directory().cutOverWait(),
                config.pool().maxWaiting(),
                config.pool().maxWaitingPerTenant());
    }

    @Produces
    @Singleton
    TenantLeases leases(
            TenantDirectory directory,
            ServerPools pools,
            ClosedRoutes closed,
            Instance<RouteGate> gates) {
        // A service has one, or none.
        return new TenantLeases(
                directory, pools, closed, gates.stream().findFirst().orElse(RouteGate.OPEN));
    }

    private static PoolSettings settings(RoutingConfig.Pool pool) {
        try {
            return new PoolSettings(
                    pool.maxSize(),
                    pool.tenantShare(),
                    pool.maxWaiting(),
                    pool.maxWaitingPerTenant(),
                    patience(pool),
                    pool.resetAlways(),
                    pool.driver());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("tenantry.routing.pool." + e.getMessage(), e);
        }
    }

    private static Patience patience(RoutingConfig.Pool pool) {
        return new Patience(
                pool.acquireTimeout(),
                pool.connectTimeout(),
                pool.answerTimeout(),
                pool.abandonAfter(),
                pool.socketTimeout(),
                pool.idleTimeout());
    }
}
