package io.tenantry.routing.cdi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.pool.PoolGauges;
import io.tenantry.routing.pool.PoolObserver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The pools in the service's metrics, by server: {@code tenantry_routing_leases}, {@code _switches}
 * (a timer), {@code _refusals} and the gauges {@code _connections_*}. Tenants are no label here:
 * there are too many of them.
 */
@ApplicationScoped
public class MeteredPools implements PoolObserver {
    private final MeterRegistry registry;
    private final ConcurrentMap<String, ServerMeters> servers = new ConcurrentHashMap<>();

    MeteredPools(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void opened(String server, PoolGauges gauges) {
        Tags tags = Tags.of("server", server);
        gauge("in_use", tags, gauges, "Connections that units of work hold", PoolGauges::inUse);
        gauge("waiting", tags, gauges, "Units of work that wait", PoolGauges::waiting);
        gauge("open", tags, gauges, "Physical connections", PoolGauges::open);
        gauge("max", tags, gauges, "The most there can be", PoolGauges::maxSize);
        gauge("up", tags, gauges, "1 if the server answers", pool -> pool.isUp() ? 1 : 0);
    }

    @Override
    public void leased(String server, boolean hit) {
        ServerMeters meters = meters(server);
        (hit ? meters.hits : meters.misses).increment();
    }

    @Override
    public void switched(String server, long nanos) {
        meters(server).switches.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void refused(String server, RoutingException.Reason reason) {
        registry.counter(
                        "tenantry.routing.refusals",
                        "server",
                        server,
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private ServerMeters meters(String server) {
        return servers.computeIfAbsent(server, name -> new ServerMeters(registry, name));
    }

    private void gauge(
            String name,
            Tags tags,
            PoolGauges gauges,
            String description,
            ToDoubleFunction<PoolGauges> value) {
        Gauge.builder("tenantry.routing.connections." + name, gauges, value)
                .tags(tags)
                .description(description)
                .register(registry);
    }

    private static final class ServerMeters {
        private final Counter hits;
        private final Counter misses;
        private final Timer switches;

        private ServerMeters(MeterRegistry registry, String server) {
            this.hits = leases(registry, server, "hit");
            this.misses = leases(registry, server, "switch");
            this.switches =
                    Timer.builder("tenantry.routing.switches")
                            .description("Changing a connection's identity")
                            .tag("server", server)
                            .register(registry);
        }

        private static Counter leases(MeterRegistry registry, String server, String identity) {
            return Counter.builder("tenantry.routing.leases")
                    .description("Leases, by whether the connection carried the identity already")
                    .tag("server", server)
                    .tag("identity", identity)
                    .register(registry);
        }
    }
}
