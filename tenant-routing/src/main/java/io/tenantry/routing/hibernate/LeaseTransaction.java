package io.tenantry.routing.hibernate;

import io.agroal.api.transaction.TransactionAware;
import io.tenantry.routing.pool.Lease;
import java.sql.SQLException;

/** A lease as Agroal's one-phase XA resource drives it. */
final class LeaseTransaction implements TransactionAware {
    private final Lease lease;

    LeaseTransaction(Lease lease) {
        this.lease = lease;
    }

    @Override
    public Object getConnection() {
        return lease.connection();
    }

    @Override
    public void transactionStart() throws SQLException {
        lease.begin();
    }

    @Override
    public void transactionBeforeCompletion(boolean successful) {
        // Nothing to do: the lease is closed by its own synchronization, after completion.
    }

    @Override
    public void transactionCommit() throws SQLException {
        lease.commit();
    }

    @Override
    public void transactionRollback() throws SQLException {
        lease.rollback();
    }

    @Override
    public void transactionEnd() {
        lease.close();
    }

    @Override
    public void transactionCheckCallback(SQLCallable<Boolean> check) {
        // Agroal checks its own wrappers with this; a lease outlives none of its transactions.
    }

    @Override
    public void setFlushOnly() {
        lease.doom();
    }
}
