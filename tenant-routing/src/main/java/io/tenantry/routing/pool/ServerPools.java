package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The pools of all servers, each made when its first tenant is asked for: a server that is down
 * stops neither the start nor the tenants of another.
 */
public final class ServerPools implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServerPools.class);

    private final PoolSettings settings;
    private final SecretBox secrets;
    private final PoolObserver observer;
    private final IdentityChange identityChange;
    private final ConcurrentMap<String, ServerPool> pools = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pulse =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tenantry-pulse").factory());

    public ServerPools(PoolSettings settings, SecretBox secrets, PoolObserver observer) {
        this(settings, secrets, observer, new IdentitySwitch(secrets));
    }

    ServerPools(
            PoolSettings settings,
            SecretBox secrets,
            PoolObserver observer,
            IdentityChange identityChange) {
        this.identityChange = identityChange;
        this.settings = settings;
        this.secrets = secrets;
        this.observer = observer;
        long every = ServerPulse.INTERVAL.toMillis();
        // The future only ends with the thread: a beat lets nothing out.
        var _ = pulse.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        for (ServerPool pool : pools.values()) {
            try {
                pool.beat();
            } catch (RuntimeException e) {
                // A scheduled task that throws is never run again.
                LOG.errorf(e, "looking after server %s failed", pool.endpoint().name());
            }
        }
    }

    /** The pool of a server; a new one if the server has another address or account by now. */
    public ServerPool of(ServerEndpoint endpoint) {
        ServerPool pool = pools.get(endpoint.id());
        if (pool != null && pool.leadsTo(endpoint)) {
            return pool;
        }
        return replace(endpoint);
    }

    private ServerPool replace(ServerEndpoint endpoint) {
        return pools.compute(
                endpoint.id(),
                (id, old) -> {
                    if (old != null && old.leadsTo(endpoint)) {
                        return old;
                    }
                    if (old != null) {
                        old.close();
                    }
                    return open(endpoint);
                });
    }

    private ServerPool open(ServerEndpoint endpoint) {
        try {
            return new ServerPool(endpoint, settings, secrets, observer, identityChange);
        } catch (SealBrokenException e) {
            throw new RoutingException(
                    Reason.SERVER_UNAVAILABLE,
                    "database server %s: %s".formatted(endpoint.name(), e.getMessage()),
                    null,
                    e);
        }
    }

    /** The pools made so far. */
    public List<ServerPool> all() {
        return List.copyOf(pools.values());
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        pools.values().forEach(ServerPool::close);
        pools.clear();
    }
}
