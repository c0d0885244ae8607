package io.tenantry.peers.pools;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pools of all tenants under one budget of connections.
 *
 * <p>A pool has no more connections than it ever had leases at once, so that counting leases bounds
 * connections. A lease that needs a connection beyond the budget closes the pool that has been idle
 * longest; if none is idle it waits for one.
 */
@ApplicationScoped
class TenantPools {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();

    /** Least recently used first. */
    private final Map<String, TenantPool> pools = new LinkedHashMap<>(256, 0.75f, true);

    private final PeerConfig.Connections bounds;
    private final PoolOpener opener;
    private int reserved;

    TenantPools(PeerConfig config, PoolOpener opener) {
        this.bounds = config.connections();
        this.opener = opener;
    }

    /**
     * The tenant's pool, with a connection set aside in it for the caller, who releases it.
     *
     * @throws SQLException if the budget and the tenant's share stay used up for too long
     */
    TenantPool acquire(String tenant) throws SQLException {
        List<TenantPool> evicted = new ArrayList<>();
        try {
            return reserve(tenant, evicted);
        } finally {
            // Outside the lock: closing talks to the database server.
            evicted.forEach(TenantPool::close);
        }
    }

    void release(TenantPool pool) {
        lock.lock();
        try {
            pool.leased--;
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private TenantPool reserve(String tenant, List<TenantPool> evicted) throws SQLException {
        long left = bounds.timeout().toNanos();
        lock.lock();
        try {
            while (true) {
                TenantPool pool =
                        pools.computeIfAbsent(tenant, t -> new TenantPool(() -> opener.open(t)));
                if (pool.leased < pool.reserved || grow(pool, evicted)) {
                    pool.leased++;
                    return pool;
                }
                if (left <= 0) {
                    throw new SQLTransientConnectionException("No connection for " + tenant);
                }
                left = returned.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted for " + tenant, e);
        } finally {
            lock.unlock();
        }
    }

    private boolean grow(TenantPool pool, List<TenantPool> evicted) {
        if (pool.reserved == bounds.perTenant()
                || (reserved == bounds.total() && !evictIdlest(evicted))) {
            return false;
        }
        pool.reserved++;
        reserved++;
        return true;
    }

    private boolean evictIdlest(List<TenantPool> evicted) {
        for (Iterator<TenantPool> all = pools.values().iterator(); all.hasNext(); ) {
            TenantPool pool = all.next();
            if (pool.leased == 0 && pool.reserved > 0) {
                all.remove();
                reserved -= pool.reserved;
                evicted.add(pool);
                return true;
            }
        }
        return false;
    }

    @PreDestroy
    void close() {
        lock.lock();
        try {
            pools.values().forEach(TenantPool::close);
        } finally {
            lock.unlock();
        }
    }
}
