package io.tenantry.routing.pool;

import io.tenantry.routing.directory.ServerEndpoint;
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
        if (pool != null && pool.endpoint().equals(endpoint)) {
            return pool;
        }
        return replace(endpoint);
    }

    private ServerPool replace(ServerEndpoint endpoint) {
        return pools.compute(
                endpoint.id(),
                (id, old) -> {
                    if (old != null && old.endpoint().equals(endpoint)) {
                        return old;
                    }
                    if (old != null) {
                        old.close();
                    }
                    return new ServerPool(endpoint, settings, secrets, observer, identityChange);
                });
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
