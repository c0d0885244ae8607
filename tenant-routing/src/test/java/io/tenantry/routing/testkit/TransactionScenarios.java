package io.tenantry.routing.testkit;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.WrongTenantException;
import io.tenantry.routing.hibernate.TransactionLeases;
import io.tenantry.routing.pool.TenantLeases;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/** Units of work whose lease a transaction manager governs. */
final class TransactionScenarios {
    private static final long GIVEN_UP = 5_000_000_000L;

    private final TransactionManager transactions =
            com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final TransactionLeases governed;
    private final LeakBook book;

    TransactionScenarios(TenantLeases leases, LeakBook book) {
        this.governed =
                new TransactionLeases(
                        leases, transactions, new TransactionSynchronizationRegistryImple());
        this.book = book;
    }

    void transaction(TenantId tenant, boolean commit, boolean exception)
            throws SQLException, SystemException, NotSupportedException {
        transactions.begin();
        boolean done = false;
        try {
            TenantContext.call(
                    tenant,
                    () -> {
                        Connection connection = governed.acquire(tenant);
                        book.verify(tenant, connection);
                        LeakBook.insert(connection, tenant, commit ? "committed" : "rolled back");
                        governed.release(connection);
                        // A second acquisition must see the same transaction.
                        LeakBook.insert(
                                governed.acquire(tenant), tenant, commit ? "committed" : "no");
                        if (exception) {
                            LeaseScenarios.fail(governed.acquire(tenant));
                        }
                        return null;
                    });
            if (commit) {
                done = true;
                transactions.commit();
                book.committed(tenant, 2);
            }
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException e) {
            throw new SQLException("commit failed", e);
        } finally {
            if (!done) {
                transactions.rollback();
            }
        }
    }

    void secondTenant(TenantId tenant, TenantId other)
            throws SQLException, SystemException, NotSupportedException {
        transactions.begin();
        try {
            TenantContext.call(
                    tenant,
                    () -> {
                        book.verify(tenant, governed.acquire(tenant));
                        return null;
                    });
            TenantContext.call(other, () -> governed.acquire(other));
            book.leak("one transaction got " + tenant + " and " + other);
        } catch (WrongTenantException expected) {
            // Refused, as it must be.
        } finally {
            transactions.rollback();
        }
    }

    /** The transaction manager's reaper rolls back while the unit of work still uses the lease. */
    void timeout(TenantId tenant) throws SQLException, SystemException, NotSupportedException {
        transactions.setTransactionTimeout(1);
        transactions.begin();
        long started = System.nanoTime();
        try {
            TenantContext.call(
                    tenant,
                    () -> {
                        Connection connection = governed.acquire(tenant);
                        book.verify(tenant, connection);
                        LeakBook.insert(connection, tenant, "too late");
                        while (System.nanoTime() - started < GIVEN_UP) {
                            pause(connection);
                            book.verify(tenant, connection);
                        }
                        return null;
                    });
            book.failure("a transaction outlived its time-out");
        } catch (SQLException expected) {
            // The connection was taken away.
        } catch (NullPointerException expected) {
            // Likewise, in the middle of a result: the driver closes it under its reader.
        } finally {
            transactions.setTransactionTimeout(0);
            // The reaper has ended it; this thread is still tied to it.
            transactions.suspend();
        }
    }

    private static void pause(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT SLEEP(0.02)");
        }
    }

    /** A request of one tenant hands work for another to a thread that served a third before. */
    void job(TenantId requester, TenantId worked, ExecutorService workers) throws SQLException {
        try {
            TenantContext.call(requester, () -> workers.submit(() -> jobOf(worked))).get();
        } catch (ExecutionException e) {
            throw new SQLException("a job failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Optional<TenantId> jobOf(TenantId tenant) throws Exception {
        TenantContext.current()
                .ifPresent(whose -> book.leak("a job begins with the tenant " + whose));
        transaction(tenant, true, false);
        return TenantContext.current();
    }
}
