package io.tenantry.routing.testkit;

import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a run of the leak kit has seen and done: it asserts leases, counts the rows that were
 * committed, and at the end compares them with what each database holds.
 */
final class LeakBook {
    private static final int MAX_EXAMPLES = 10;

    private final TenantFleet fleet;
    private final Map<TenantId, LongAdder> committed = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> scenarios = new ConcurrentHashMap<>();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();
    private final LongAdder leases = new LongAdder();
    private final LongAdder leaks = new LongAdder();
    private final LongAdder failures = new LongAdder();

    LeakBook(TenantFleet fleet) {
        this.fleet = fleet;
    }

    /** Asserts whose account, whose database and whose rows a lease has. */
    void verify(TenantId tenant, Connection connection) throws SQLException {
        leases.increment();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT CURRENT_USER(), DATABASE(), tenant_id FROM tenant_identity")) {
            row.next();
            String user = row.getString(1);
            if (!user.equals(fleet.placement(tenant).account() + "@%")) {
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

    /** Writes a row that names the tenant it is written for. */
    static void insert(Connection connection, TenantId tenant, String marker) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO work (tenant, marker) VALUES (?, ?)")) {
            insert.setString(1, tenant.value());
            insert.setString(2, marker);
            insert.executeUpdate();
        }
    }

    void ran(String scenario) {
        scenarios.computeIfAbsent(scenario, name -> new LongAdder()).increment();
    }

    void committed(TenantId tenant, int rows) {
        committed.computeIfAbsent(tenant, t -> new LongAdder()).add(rows);
    }

    void leak(String what) {
        leaks.increment();
        note("LEAK: " + what);
    }

    void failure(String what) {
        failures.increment();
        note(what);
    }

    private void note(String what) {
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(what);
        }
    }

    /** Compares every database with what was committed to it. */
    void audit(List<TenantId> tenants) {
        for (TenantId tenant : tenants) {
            String work = fleet.placement(tenant).databaseName() + ".work";
            long foreign =
                    fleet.count(
                            "SELECT COUNT(*) FROM %s WHERE tenant <> '%s'".formatted(work, tenant));
            long rows = fleet.count("SELECT COUNT(*) FROM " + work);
            long expected = committed.getOrDefault(tenant, new LongAdder()).sum();
            if (foreign > 0) {
                leak("%d foreign rows in the database of %s".formatted(foreign, tenant));
            }
            if (rows != expected) {
                leak("%s holds %d rows, %d were committed".formatted(tenant, rows, expected));
            }
        }
    }

    LeakKit.Report report() {
        Map<String, Long> counts = new TreeMap<>();
        scenarios.forEach((name, count) -> counts.put(name, count.sum()));
        return new LeakKit.Report(
                leases.sum(), leaks.sum(), failures.sum(), counts, List.copyOf(examples));
    }
}
