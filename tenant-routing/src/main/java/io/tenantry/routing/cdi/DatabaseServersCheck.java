package io.tenantry.routing.cdi;

import io.tenantry.routing.pool.ServerPool;
import io.tenantry.routing.pool.ServerPools;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows each database server in the readiness report. A server that is down does not make the
 * replica unready: its tenants fail by themselves, and everyone else's are served.
 */
@Readiness
@ApplicationScoped
class DatabaseServersCheck implements HealthCheck {
    /** Of no tenant on it has this replica had a request. */
    private static final String NOT_ASKED = "not asked yet";

    private final ServerPools pools;
    private final KnownServers servers;

    DatabaseServersCheck(ServerPools pools, KnownServers servers) {
        this.pools = pools;
        this.servers = servers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("database-servers").up();
        Map<String, String> states = new TreeMap<>();
        servers.names().forEach(name -> states.put(name, NOT_ASKED));
        pools.all().forEach(pool -> states.put(pool.endpoint().name(), describe(pool)));
        states.forEach(report::withData);
        return report.build();
    }

    private static String describe(ServerPool pool) {
        return "%s, %d of %d connections in use"
                .formatted(pool.isUp() ? "up" : "down", pool.inUse(), pool.maxSize());
    }
}
