package io.tenantry.routing.testkit;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.TenantLeases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Units of work that hold a lease by themselves. */
final class LeaseScenarios {
    private static final long TOO_LONG = Duration.ofSeconds(30).toNanos();

    private final TenantFleet fleet;
    private final TenantLeases leases;
    private final LeakBook book;

    LeaseScenarios(TenantFleet fleet, TenantLeases leases, LeakBook book) {
        this.fleet = fleet;
        this.leases = leases;
        this.book = book;
    }

    void read(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            book.verify(tenant, lease.connection());
        }
    }

    void holderCommits(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            book.verify(tenant, lease.connection());
            lease.connection().setAutoCommit(false);
            LeakBook.insert(lease.connection(), tenant, "committed by its holder");
            lease.connection().commit();
            book.committed(tenant, 1);
        }
    }

    void forgotten(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant)) {
            book.verify(tenant, lease.connection());
            lease.connection().setAutoCommit(false);
            LeakBook.insert(lease.connection(), tenant, "never committed");
        }
    }

    void sessionState(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            book.verify(tenant, lease.connection());
            try (ResultSet row =
                    statement.executeQuery("SELECT @left_behind, IS_USED_LOCK('kit')")) {
                row.next();
                if (row.getString(1) != null) {
                    book.leak("a user variable of " + row.getString(1) + " reached " + tenant);
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

    void nested(TenantId outer, TenantId inner) throws SQLException {
        try (Lease first = leases.lease(outer)) {
            book.verify(outer, first.connection());
            try (Lease second = leases.lease(inner)) {
                book.verify(inner, second.connection());
            }
            book.verify(outer, first.connection());
        }
    }

    void killed(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            book.verify(tenant, lease.connection());
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

    /** The server gives up a statement in the middle of a transaction that nobody commits then. */
    void statementTimeout(TenantId tenant) throws SQLException {
        try (Lease lease = leases.lease(tenant);
                Statement statement = lease.connection().createStatement()) {
            book.verify(tenant, lease.connection());
            lease.connection().setAutoCommit(false);
            LeakBook.insert(lease.connection(), tenant, "timed out");
            long started = System.nanoTime();
            try {
                statement.execute(slow(lease.connection()));
            } catch (SQLException expected) {
                // Given up, as the scenario has it; one engine says so by its result instead.
            }
            if (System.nanoTime() - started > TOO_LONG) {
                book.failure("the time-out of a statement did not end it");
            }
        }
    }

    private static String slow(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")
                ? "SET STATEMENT max_statement_time = 0.1 FOR SELECT SLEEP(60)"
                : "SELECT /*+ MAX_EXECUTION_TIME(100) */ SLEEP(60)";
    }

    static void fail(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nothing FROM nowhere");
        } catch (SQLException expected) {
            // The unit of work fails here, as the scenario has it.
        }
    }
}
