package io.tenantry.benchmarks.lease;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.TenantLeases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * What JMH times: units of work on one thread, on our leases and on plain Agroal connections.
 * Single calls are sampled, because their median, unlike their mean, hardly feels what else a
 * machine does.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LeaseBench {

    private static final String READ =
            """
            SELECT title
            FROM designs
            WHERE id = ?
            """;

    /** Take a plain connection, give it back. */
    @Benchmark
    public void plainBare(LeaseState state) throws SQLException {
        state.plain().getConnection().close();
    }

    /** Lease a connection that is the tenant's already, give it back. */
    @Benchmark
    public void tenantBare(LeaseState state) {
        state.leases().lease(state.first().tenantId()).close();
    }

    /** The same with one read by primary key, each in its own transaction. */
    @Benchmark
    public String plainRead(LeaseState state) throws SQLException {
        try (Connection connection = state.plain().getConnection()) {
            return read(connection, state.first());
        }
    }

    /** The same with one read by primary key, each in its own transaction. */
    @Benchmark
    public String tenantRead(LeaseState state) throws SQLException {
        try (Lease lease = state.leases().lease(state.first().tenantId())) {
            return read(lease.connection(), state.first());
        }
    }

    /** Change the database of the only connection, as one account that may see all of them. */
    @Benchmark
    public void useDatabase(LeaseState state) throws SQLException {
        AgroalDataSource shared = state.shared();
        try (Connection connection = shared.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("USE " + state.nextDatabase());
        }
    }

    /** Lease the only connection for the tenant that does not have it. */
    @Benchmark
    public void switchIdentity(LeaseState state) {
        TenantLeases narrow = state.narrowLeases();
        narrow.lease(state.nextTenant()).close();
    }

    private static String read(Connection connection, FleetTenant tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, tenant.designId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString("title");
            }
        }
    }
}
