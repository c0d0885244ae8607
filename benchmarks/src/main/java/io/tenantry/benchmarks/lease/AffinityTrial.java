package io.tenantry.benchmarks.lease;

import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.routing.pool.Lease;
import io.tenantry.routing.pool.PoolObserver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often a lease finds a connection that is the tenant's already, when many threads work for
 * tenants of Zipf popularity.
 */
final class AffinityTrial {

    private static final String READ =
            """
            SELECT title
            FROM designs
            WHERE id = ?
            """;

    private final Fleet fleet;
    private final Zipf zipf;
    private final int threads;
    private final int connections;

    AffinityTrial(Fleet fleet, int threads, int connections) {
        this.fleet = fleet;
        this.zipf = new Zipf(fleet.tenants().size());
        this.threads = threads;
        this.connections = connections;
    }

    /** The hit rate of somebody who knows each tenant's true popularity. */
    double possible(int requests, long seed) {
        return new AffinityModel(zipf, threads, connections, seed).hitRate(requests);
    }

    /**
     * The hit rate if the connections always belonged to the busiest tenants, one each, and no
     * request ever met another: out of reach, because busy connections are nobody else's.
     */
    double bound() {
        return zipf.shareOfFirst(connections);
    }

    /**
     * Leases, with a read of one row each, and counts.
     *
     * @param warmUp leases that are not counted
     * @param counted leases that are
     * @return the part of the counted leases that found their tenant's connection, 0 to 1
     */
    double hitRate(int warmUp, int counted, long seed)
            throws SQLException, InterruptedException, ExecutionException {
        Hits hits = new Hits();
        try (RoutingStack stack = RoutingStack.open(fleet, connections, hits)) {
            work(stack, warmUp, seed);
            hits.reset();
            work(stack, counted, seed + threads);
            return hits.rate();
        }
    }

    private void work(RoutingStack stack, int leases, long seed)
            throws InterruptedException, ExecutionException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                SplittableRandom random = new SplittableRandom(seed + worker);
                all.add(
                        workers.submit(() -> {
                            for (int i = 0; i < leases / threads; i++) {
                                read(stack, fleet.tenants().get(zipf.next(random)));
                            }
                            return true;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static void read(RoutingStack stack, FleetTenant tenant) throws SQLException {
        try (Lease lease = stack.leases().lease(tenant.tenantId());
                PreparedStatement query = lease.connection().prepareStatement(READ)) {
            query.setString(1, tenant.designId());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next() || !tenant.title().equals(row.getString("title"))) {
                    throw new BenchmarkFailedException(
                            "A lease for %s read another tenant's row.".formatted(tenant.id()));
                }
            }
        }
    }

    private static final class Hits implements PoolObserver {
        private final LongAdder leases = new LongAdder();
        private final LongAdder hits = new LongAdder();

        @Override
        public void leased(String server, boolean hit) {
            leases.increment();
            if (hit) {
                hits.increment();
            }
        }

        void reset() {
            leases.reset();
            hits.reset();
        }

        double rate() {
            return hits.doubleValue() / leases.doubleValue();
        }
    }
}
