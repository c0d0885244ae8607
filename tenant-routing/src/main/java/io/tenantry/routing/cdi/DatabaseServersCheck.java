package io.tenantry.routing.cdi;

import io.tenantry.routing.pool.ServerPool;
import io.tenantry.routing.pool.ServerPools;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
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
    private final ServerPools pools;

    DatabaseServersCheck(ServerPools pools) {
        this.pools = pools;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("database-servers").up();
        pools.all().stream()
                .sorted(Comparator.comparing(pool -> pool.endpoint().name()))
                .forEach(pool -> report.withData(pool.endpoint().name(), describe(pool)));
        return report.build();
    }

    private static String describe(ServerPool pool) {
        return "%s, %d of %d connections in use"
                .formatted(pool.isUp() ? "up" : "down", pool.inUse(), pool.maxSize());
    }
}
