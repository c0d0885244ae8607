package io.tenantry.routing.testkit;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.RoutingException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.TenantLeases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Accounts whose password is refused meanwhile, and the units of work that try again. A few tenants
 * are set apart for it: of theirs alone a lease may fail.
 */
final class AccountScenarios {
    private static final Set<Reason> REFUSALS =
            EnumSet.of(Reason.CREDENTIALS_REFUSED, Reason.STALE_ROUTE);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TenantFleet fleet;
    private final TenantLeases leases;
    private final LeakBook book;
    private final List<TenantId> tenants;
    private final ReentrantLock changing = new ReentrantLock();

    AccountScenarios(
            TenantFleet fleet, TenantLeases leases, LeakBook book, List<TenantId> tenants) {
        this.fleet = fleet;
        this.leases = leases;
        this.book = book;
        this.tenants = tenants;
    }

    /** The account is refused, then the books say the new password; work goes on throughout. */
    void refused(SplittableRandom random) throws SQLException {
        TenantId tenant = tenants.get(random.nextInt(tenants.size()));
        if (changing.tryLock()) {
            try {
                fleet.refuse(tenant);
                attempt(tenant);
                fleet.rotate(tenant);
            } finally {
                changing.unlock();
            }
        }
        untilServed(tenant);
    }

    /** Tries again until it gets a lease, which must be its tenant's. */
    private void untilServed(TenantId tenant) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!attempt(tenant)) {
            if (System.nanoTime() > deadline) {
                book.failure("no lease of " + tenant + " after its password had changed");
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        book.ran("RETRIED");
    }

    /** A lease that is the tenant's, or none. */
    private boolean attempt(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            book.verify(tenant, lease.connection());
            lease.connection().setAutoCommit(false);
            LeakBook.insert(lease.connection(), tenant, "after a refusal");
            lease.connection().commit();
            book.committed(tenant, 1);
            return true;
        } catch (RoutingException e) {
            if (!REFUSALS.contains(e.reason())) {
                throw e;
            }
            book.ran("REFUSED_LEASE");
            return false;
        }
    }
}
