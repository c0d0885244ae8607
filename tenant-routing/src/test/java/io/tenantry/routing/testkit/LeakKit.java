package io.tenantry.routing.testkit;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.pool.TenantLeases;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many threads on random tenants, with everything that goes wrong in a service: exceptions, session
 * state left behind, nested and rolled-back transactions, statements and transactions that time
 * out, killed connections, passwords that are refused meanwhile and work that is tried again, jobs
 * on other threads. Each lease asserts whose account, whose database and whose rows it has; at the
 * end every database must hold exactly the rows that were committed to it.
 */
public final class LeakKit {
    /** Tenants whose accounts are changed; the others' leases must not fail. */
    private static final int SET_APART = 2;

    private final LeakBook book;
    private final List<TenantId> all;
    private final List<TenantId> tenants;
    private final LeaseScenarios held;
    private final TransactionScenarios governed;
    private final AccountScenarios accounts;

    /**
     * What a run saw.
     *
     * @param leases how many leases were asserted
     * @param leaks how many of them, or of the databases afterwards, held what is not theirs
     * @param failures units of work that failed without the kit's doing
     * @param scenarios how often each {@link Scenario} ran; {@code REFUSED_LEASE} and {@code
     *     RETRIED} count leases that a changed password kept from being given, and units of work
     *     that were served after that
     * @param examples the first few leaks and failures, in words
     */
    public record Report(
            long leases,
            long leaks,
            long failures,
            Map<String, Long> scenarios,
            List<String> examples) {}

    public LeakKit(TenantFleet fleet, TenantLeases leases) {
        this.all = fleet.tenants();
        this.tenants = all.subList(SET_APART, all.size());
        this.book = new LeakBook(fleet);
        this.held = new LeaseScenarios(fleet, leases, book);
        this.governed = new TransactionScenarios(leases, book);
        this.accounts = new AccountScenarios(fleet, leases, book, all.subList(0, SET_APART));
    }

    /**
     * Runs at least {@code wanted} leases.
     *
     * @param seed makes each thread's sequence of tenants and scenarios repeatable
     */
    public Report run(int threads, long wanted, long seed) {
        AtomicLong left = new AtomicLong(wanted);
        CountDownLatch done = new CountDownLatch(threads);
        SplittableRandom seeds = new SplittableRandom(seed);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = seeds.split();
                Thread.ofPlatform()
                        .daemon()
                        .name("leak-kit-" + i)
                        .start(() -> {
                            try {
                                while (left.getAndDecrement() > 0) {
                                    unitOfWork(random, workers);
                                }
                            } finally {
                                done.countDown();
                            }
                        });
            }
            await(done);
        }
        book.audit(all);
        return book.report();
    }

    private void unitOfWork(SplittableRandom random, ExecutorService workers) {
        TenantId tenant = tenants.get(random.nextInt(tenants.size()));
        Scenario scenario = Scenario.drawn(random);
        book.ran(scenario.name());
        try {
            switch (scenario) {
                case READ -> held.read(tenant);
                case COMMIT -> governed.transaction(tenant, true, false);
                case ROLLBACK -> governed.transaction(tenant, false, false);
                case EXCEPTION -> governed.transaction(tenant, false, true);
                case HOLDER_COMMITS -> held.holderCommits(tenant);
                case FORGOTTEN -> held.forgotten(tenant);
                case SESSION_STATE -> held.sessionState(tenant);
                case NESTED -> held.nested(tenant, other(tenant, random));
                case SECOND_TENANT -> governed.secondTenant(tenant, other(tenant, random));
                case JOB -> governed.job(tenant, other(tenant, random), workers);
                case KILLED -> held.killed(tenant);
                case REFUSED -> accounts.refused(random);
                case STATEMENT_TIMEOUT -> held.statementTimeout(tenant);
                case TRANSACTION_TIMEOUT -> governed.timeout(tenant);
            }
        } catch (SQLException | RuntimeException | SystemException | NotSupportedException e) {
            // Whatever it is, the thread goes on, and the report tells of it.
            book.failure(scenario + " failed: " + e);
        }
    }

    private TenantId other(TenantId tenant, SplittableRandom random) {
        TenantId other = tenant;
        while (other.equals(tenant)) {
            other = tenants.get(random.nextInt(tenants.size()));
        }
        return other;
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
