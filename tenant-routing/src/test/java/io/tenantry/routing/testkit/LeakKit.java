package io.tenantry.routing.testkit;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.WrongTenantException;
import io.tenantry.routing.hibernate.TransactionLeases;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.TenantLeases;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many threads on random tenants, with everything that goes wrong in a service: exceptions, session
 * state left behind, nested and rolled-back transactions, killed connections, refused passwords.
 * Each lease asserts whose account, whose database and whose rows it has; at the end every database
 * must hold exactly the rows that were committed to it.
 */
public final class LeakKit {
    private static final int MAX_EXAMPLES = 10;

    private final TenantFleet fleet;
    private final TenantLeases leases;
    private final TransactionManager transactions;
    private final TransactionLeases governed;
    private final List<TenantId> tenants;
    private final Map<TenantId, LongAdder> committed = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> scenarios = new ConcurrentHashMap<>();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();
    private final LongAdder leaseCount = new LongAdder();
    private final LongAdder leaks = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * What a run saw.
     *
     * @param leases how many leases were asserted
     * @param leaks how many of them, or of the databases afterwards, held what is not theirs
     * @param failures units of work that failed without the kit's doing
     * @param scenarios how often each kind of unit of work ran
     * @param examples the first few leaks and failures, in words
     */
    public record Report(
            long leases,
            long leaks,
            long failures,
            Map<String, Long> scenarios,
            List<String> examples) {}

    public LeakKit(TenantFleet fleet, TenantLeases leases) {
        this.fleet = fleet;
        this.leases = leases;
        this.tenants = fleet.tenants();
        this.transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
        this.governed =
                new TransactionLeases(
                        leases, transactions, new TransactionSynchronizationRegistryImple());
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
        for (int i = 0; i < threads; i++) {
            SplittableRandom random = seeds.split();
            Thread.ofPlatform()
                    .daemon()
                    .name("leak-kit-" + i)
                    .start(() -> {
                        try {
                            while (left.getAndDecrement() > 0) {
                                unitOfWork(random);
                            }
                        } finally {
                            done.countDown();
                        }
                    });
        }
        await(done);
        audit();
        Map<String, Long> counts = new TreeMap<>();
        scenarios.forEach((name, count) -> counts.put(name, count.sum()));
        return new Report(
                leaseCount.sum(),
                leaks.sum(),
                failures.sum(),
                counts,
                examples.stream().limit(MAX_EXAMPLES).toList());
    }

    private void unitOfWork(SplittableRandom random) {
        TenantId tenant = tenants.get(random.nextInt(tenants.size()));
        int dice = random.nextInt(1000);
        String scenario = scenario(dice);
        scenarios.computeIfAbsent(scenario, name -> new LongAdder()).increment();
        try {
            switch (scenario) {
                case "read" -> read(tenant);
                case "commit" -> transaction(tenant, true, false);
                case "rollback" -> transaction(tenant, false, false);
                case "exception" -> transaction(tenant, false, true);
                case "holder-commits" -> holderCommits(tenant);
                case "forgotten" -> forgotten(tenant);
                case "session-state" -> sessionState(tenant);
                case "nested" -> nested(tenant, other(tenant, random));
                case "second-tenant" -> secondTenant(tenant, other(tenant, random));
                default -> killed(tenant);
            }
        } catch (SQLException | RoutingException | SystemException | NotSupportedException e) {
            failures.increment();
            note(scenario + " failed: " + e);
        }
    }

    private static String scenario(int dice) {
        if (dice < 400) {
            return "read";
        }
        if (dice < 580) {
            return "commit";
        }
        if (dice < 720) {
            return "rollback";
        }
        if (dice < 800) {
            return "exception";
        }
        if (dice < 850) {
            return "holder-commits";
        }
        if (dice < 890) {
            return "forgotten";
        }
        if (dice < 930) {
            return "session-state";
        }
        if (dice < 965) {
            return "nested";
        }
        return dice < 997 ? "second-tenant" : "killed";
    }

    private void read(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            verify(tenant, lease.connection());
        }
    }

    private void transaction(TenantId tenant, boolean commit, boolean exception)
            throws SQLException, SystemException, NotSupportedException {
        transactions.begin();
        boolean done = false;
        try {
            TenantContext.call(
                    tenant,
                    () -> {
                        Connection connection = governed.acquire(tenant);
                        verify(tenant, connection);
                        insert(connection, tenant, commit ? "committed" : "rolled back");
                        governed.release(connection);
                        // A second acquisition must see the same transaction.
                        insert(governed.acquire(tenant), tenant, commit ? "committed" : "no");
                        if (exception) {
                            fail(governed.acquire(tenant));
                        }
                        return null;
                    });
            if (commit) {
                transactions.commit();
                committed(tenant).add(2);
                done = true;
            }
        } catch (jakarta.transaction.RollbackException
                | jakarta.transaction.HeuristicMixedException
                | jakarta.transaction.HeuristicRollbackException e) {
            done = true;
            throw new SQLException("commit failed", e);
        } finally {
            if (!done) {
                transactions.rollback();
            }
        }
    }

    private static void fail(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nothing FROM nowhere");
        } catch (SQLException expected) {
            // The unit of work fails here, as the scenario has it.
        }
    }

    private void holderCommits(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            verify(tenant, lease.connection());
            lease.connection().setAutoCommit(false);
            insert(lease.connection(), tenant, "committed by its holder");
            lease.connection().commit();
            committed(tenant).increment();
        }
    }

    private void forgotten(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            verify(tenant, lease.connection());
            lease.connection().setAutoCommit(false);
            insert(lease.connection(), tenant, "never committed");
        }
    }

    private void sessionState(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            verify(tenant, lease.connection());
            try (ResultSet row =
                    statement.executeQuery("SELECT @left_behind, IS_USED_LOCK('kit')")) {
                row.next();
                if (row.getString(1) != null) {
                    leak("a user variable of " + row.getString(1) + " reached " + tenant);
                }
            }
            statement.execute("SET @left_behind = '" + tenant + "'");
            statement.execute("CREATE TEMPORARY TABLE left_behind (tenant CHAR(26))");
            statement.execute("SET SESSION sql_mode = ''");
            try (ResultSet lock =
                    statement.executeQuery("SELECT GET_LOCK('kit-" + tenant + "', 0)")) {
                lock.next();
            }
        }
    }

    private void nested(TenantId outer, TenantId inner) throws SQLException {
        try (Lease first = leases.lease(outer)) {
            verify(outer, first.connection());
            try (Lease second = leases.lease(inner)) {
                verify(inner, second.connection());
            }
            verify(outer, first.connection());
        }
    }

    private void secondTenant(TenantId tenant, TenantId other)
            throws SQLException, SystemException, NotSupportedException {
        transactions.begin();
        try {
            TenantContext.call(
                    tenant,
                    () -> {
                        verify(tenant, governed.acquire(tenant));
                        return null;
                    });
            TenantContext.call(other, () -> governed.acquire(other));
            leak("one transaction got " + tenant + " and " + other);
        } catch (WrongTenantException expected) {
            // Refused, as it must be.
        } finally {
            transactions.rollback();
        }
    }

    private void killed(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            verify(tenant, lease.connection());
            long id;
            try (ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
                row.next();
                id = row.getLong(1);
            }
            fleet.execute("KILL " + id);
            // Fails now, or the server had not got round to it and the next statement does.
            fail(lease.connection());
            fail(lease.connection());
        }
    }

    private void verify(TenantId tenant, Connection connection) throws SQLException {
        leaseCount.increment();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT CURRENT_USER(), DATABASE(), tenant_id FROM tenant_identity")) {
            row.next();
            String user = row.getString(1);
            String account = fleet.placement(tenant).account();
            if (!user.equals(account + "@%")) {
                leak(tenant + " is logged in as " + user);
            }
            if (!fleet.placement(tenant).databaseName().equals(row.getString(2))) {
                leak(tenant + " is in database " + row.getString(2));
            }
            if (!tenant.value().equals(row.getString(3))) {
                leak(tenant + " reads the canary of " + row.getString(3));
            }
        }
    }

    private static void insert(Connection connection, TenantId tenant, String marker)
            throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO work (tenant, marker) VALUES (?, ?)")) {
            insert.setString(1, tenant.value());
            insert.setString(2, marker);
            insert.executeUpdate();
        }
    }

    private void audit() {
        for (TenantId tenant : tenants) {
            String work = fleet.placement(tenant).databaseName() + ".work";
            long foreign =
                    fleet.count(
                            "SELECT COUNT(*) FROM %s WHERE tenant <> '%s'".formatted(work, tenant));
            long rows = fleet.count("SELECT COUNT(*) FROM " + work);
            if (foreign > 0) {
                leak("%d foreign rows in the database of %s".formatted(foreign, tenant));
            }
            if (rows != committed(tenant).sum()) {
                leak(
                        "%s holds %d rows, %d were committed"
                                .formatted(tenant, rows, committed(tenant).sum()));
            }
        }
    }

    private TenantId other(TenantId tenant, SplittableRandom random) {
        TenantId other = tenant;
        while (other.equals(tenant)) {
            other = tenants.get(random.nextInt(tenants.size()));
        }
        return other;
    }

    private LongAdder committed(TenantId tenant) {
        return committed.computeIfAbsent(tenant, t -> new LongAdder());
    }

    private void leak(String what) {
        leaks.increment();
        note("LEAK: " + what);
    }

    private void note(String what) {
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(what);
        }
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
