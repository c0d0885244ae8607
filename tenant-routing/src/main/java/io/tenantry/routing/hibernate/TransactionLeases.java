package io.tenantry.routing.hibernate;

import io.agroal.narayana.LocalXAResource;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.WrongTenantException;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.TenantLeases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Ties leases to JTA transactions: one lease a transaction, from its first statement until after
 * its completion. Outside a transaction each acquisition is a lease of its own.
 */
@ApplicationScoped
public class TransactionLeases {
    private static final Object KEY = TransactionLeases.class;

    private final TenantLeases leases;
    private final TransactionManager transactions;
    private final TransactionSynchronizationRegistry registry;
    private final ConcurrentMap<Connection, Lease> ungoverned = new ConcurrentHashMap<>();

    public TransactionLeases(
            TenantLeases leases,
            TransactionManager transactions,
            TransactionSynchronizationRegistry registry) {
        this.leases = leases;
        this.transactions = transactions;
        this.registry = registry;
    }

    /**
     * A connection for the tenant, governed by the current transaction if there is one.
     *
     * @throws io.tenantry.routing.NoTenantException if no tenant is bound
     * @throws WrongTenantException if the unit of work or its transaction belongs to another tenant
     * @throws SQLException if the transaction can only be rolled back
     */
    public Connection acquire(TenantId tenant) throws SQLException {
        // A session that outlived its unit of work still names its first tenant: compare, always.
        TenantId bound = TenantContext.require();
        if (!bound.equals(tenant)) {
            throw new WrongTenantException(bound, tenant);
        }
        int status = registry.getTransactionStatus();
        if (status == Status.STATUS_NO_TRANSACTION) {
            Lease lease = leases.lease(tenant);
            ungoverned.put(lease.connection(), lease);
            return lease.connection();
        }
        Lease held = (Lease) registry.getResource(KEY);
        if (held != null) {
            if (!held.tenant().equals(tenant)) {
                throw new WrongTenantException(held.tenant(), tenant);
            }
            return held.connection();
        }
        if (status != Status.STATUS_ACTIVE) {
            throw new SQLException("the transaction can only be rolled back", "25000");
        }
        return enlist(leases.leaseForTransaction(tenant)).connection();
    }

    /** Ends an acquisition; a governed lease lives on until its transaction has completed. */
    public void release(Connection connection) {
        Lease lease = ungoverned.remove(connection);
        if (lease != null) {
            lease.close();
        }
    }

    private Lease enlist(Lease lease) throws SQLException {
        boolean enlisted = false;
        boolean governed = false;
        try {
            enlisted =
                    transactions
                            .getTransaction()
                            .enlistResource(new LocalXAResource(new LeaseTransaction(lease), null));
            if (enlisted) {
                registry.registerInterposedSynchronization(
                        new CloseAfterwards(lease, Thread.currentThread()));
                governed = true;
                registry.putResource(KEY, lease);
            }
        } catch (RollbackException | SystemException | RuntimeException e) {
            // Also when the transaction timed out just now: its status was asked before.
            throw new SQLException("the lease cannot join the transaction", "25000", e);
        } finally {
            if (!governed) {
                giveUp(lease, enlisted);
            }
        }
        if (!enlisted) {
            throw new SQLException("the transaction already holds another resource", "25000");
        }
        return lease;
    }

    private static void giveUp(Lease lease, boolean enlisted) {
        if (enlisted) {
            // The reaper may be rolling back on the connection at this moment.
            lease.doom();
        }
        lease.close();
    }

    /** Closes the lease once the transaction has completed. */
    private record CloseAfterwards(Lease lease, Thread owner) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // Hibernate flushes here; the lease stays.
        }

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_COMMITTED && Thread.currentThread() != owner) {
                // The reaper ended a transaction that timed out; its thread may still be using the
                // connection, so nobody else must get it.
                lease.doom();
            }
            lease.close();
        }
    }
}
