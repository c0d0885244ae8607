package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The pools of all servers, each made when its first tenant is asked for: a server that is down
 * stops neither the start nor the tenants of another.
 */
public final class ServerPools implements AutoCloseable {
    private final PoolSettings settings;
    private final SecretBox secrets;
    private final PoolObserver observer;
    private final IdentityChange identityChange;
    private final ConcurrentMap<String, ServerPool> pools = new ConcurrentHashMap<>();

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
        pools.values().forEach(ServerPool::close);
        pools.clear();
    }
}
