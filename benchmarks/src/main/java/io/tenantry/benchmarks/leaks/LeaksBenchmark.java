package io.tenantry.benchmarks.leaks;

import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.RoutingSettings;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.routing.directory.TenantDirectory;
import io.tenantry.routing.pool.PoolObserver;
import io.tenantry.routing.pool.ServerPools;
import io.tenantry.routing.pool.TenantLeases;
import io.tenantry.routing.testkit.LeakKit;
import io.tenantry.routing.testkit.TenantFleet;

/** Leases beyond number, and how many of them saw another tenant. */
public final class LeaksBenchmark implements Benchmark {

    private static final int THREADS = 16;
    private static final int CONNECTIONS = 12;
    private static final int TENANTS = 40;
    private static final long SEED = 20_261_124;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "leaks";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        long wanted = workbench.either(1_000_000L, 10_000L);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("tenants", TENANTS)
                        .setting("threads", THREADS)
                        .setting("connections", CONNECTIONS)
                        .setting("seed", SEED);
        long started = System.nanoTime();
        LeakKit.Report found = unleash(workbench.tenantServer(), wanted);
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;

        draft.add(total("leases", "asserted", (double) found.leases()));
        draft.add(total("leaks", "seen", (double) found.leaks()));
        draft.add(total("failures", "unplanned", (double) found.failures()));
        draft.add(total("time", "s", seconds));
        found.scenarios().forEach((name, count) -> draft.setting("units of work, " + name, count));
        draft.judge(Goal.atLeast("leases asserted", (double) wanted), (double) found.leases());
        draft.judge(Goal.atMost("leaks", 0), (double) found.leaks());
        if (found.leaks() > 0 || found.failures() > 0) {
            throw new BenchmarkFailedException(
                    "%d leaks and %d failures: %s"
                            .formatted(found.leaks(), found.failures(), found.examples()));
        }
        return draft.finished();
    }

    private static Measurement total(String metric, String unit, double value) {
        return Measurement.once("the leak kit", "tenantry", metric, unit, value);
    }

    private static LeakKit.Report unleash(DatabaseServer server, long leases) {
        try (TenantFleet fleet =
                        new TenantFleet(
                                server.name(),
                                server.host(),
                                server.port(),
                                server.adminUser(),
                                server.adminPassword());
                ServerPools pools =
                        new ServerPools(
                                RoutingSettings.pool(CONNECTIONS),
                                TenantFleet.SECRETS,
                                PoolObserver.NONE)) {
            fleet.add(TENANTS);
            TenantDirectory directory = new TenantDirectory(fleet, RoutingSettings.DIRECTORY);
            return new LeakKit(fleet, new TenantLeases(directory, pools))
                    .run(THREADS, leases, SEED);
        }
    }
}
