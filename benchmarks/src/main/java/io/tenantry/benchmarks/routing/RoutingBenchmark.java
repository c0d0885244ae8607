package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.ServerProcess;
import io.tenantry.benchmarks.process.Wrk;
import io.tenantry.benchmarks.process.Wrk.Distribution;
import io.tenantry.benchmarks.process.Wrk.Load;
import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests per second and their times, beside two peers; and how many connections it takes. */
public final class RoutingBenchmark implements Benchmark {

    private static final int MANY_CLIENTS = 64;
    private static final int MOST_CONNECTIONS = 40;
    private static final long SEED = 7;

    @Override
    public String name() {
        return "routing";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        Fleet fleet = workbench.fleet();
        Scene scene = Scene.of(workbench, this, fleet);
        Servers servers = scene.servers();
        ReportDraft draft = draft(workbench, fleet);
        try (ServerProcess ours = servers.tenantry(fleet)) {
            try (ServerProcess single =
                            servers.singleTenant(
                                    SingleTenantDatabase.create(workbench, fleet.tenants()));
                    ServerProcess pools = servers.poolPerTenant(fleet)) {
                Contest contest =
                        new Contest(scene.wrk(), scene.file(), List.of(ours, single, pools));
                contest.checkAnswers(scene.targets());
                compare(draft, workbench, contest);
            }
            countConnections(draft, workbench, scene.wrk(), ours, scene.file());
        }
        return draft.finished();
    }

    private ReportDraft draft(Workbench workbench, Fleet fleet) throws Exception {
        return new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                .setting("tenants", fleet.tenants().size())
                .setting("connections the server allows", Workbench.SERVER_CONNECTIONS)
                .setting(
                        Servers.OURS,
                        "%d connections to the tenants' server, %d to the control plane"
                                .formatted(Servers.TENANTRY_POOL, Servers.TENANTRY_CONTROL_PLANE))
                .setting(Servers.SINGLE, "%d connections".formatted(Servers.SINGLE_TENANT_POOL))
                .setting(
                        Servers.POOLS,
                        "%d connections in all, at most %d a tenant, the pool idle longest is closed"
                                .formatted(Servers.ALL_TENANT_POOLS, Servers.ONE_TENANT_POOL))
                .setting("each JVM", String.join(" ", ServerProcess.JVM_OPTIONS))
                .setting("rounds", "%d of %d s".formatted(rounds(workbench), seconds(workbench)));
    }

    private static void compare(ReportDraft draft, Workbench workbench, Contest contest)
            throws Exception {
        contest.warmUp(
                workbench.either(150_000L, 10_000L), Duration.ofSeconds(workbench.either(120, 10)));
        List<Integer> concurrencies = workbench.either(List.of(16, MANY_CLIENTS), List.of(16));
        for (Distribution distribution : Distribution.values()) {
            for (int clients : concurrencies) {
                Map<ServerProcess, List<Round>> outcomes =
                        contest.run(
                                distribution,
                                clients,
                                rounds(workbench),
                                Duration.ofSeconds(seconds(workbench)));
                String scenario = "%s, %d clients".formatted(distribution.label(), clients);
                judge(draft, distribution, scenario, record(draft, scenario, outcomes));
            }
        }
    }

    /** Adds all that was seen, and hands back the good requests a second of each server. */
    private static Map<String, Double> record(
            ReportDraft draft, String scenario, Map<ServerProcess, List<Round>> outcomes) {
        Map<String, Double> throughput = new LinkedHashMap<>();
        outcomes.forEach((process, rounds) -> {
            String server = process.name();
            Series series = new Series(draft, scenario, server, rounds);
            throughput.put(server, series.add("requests", "1/s", Round::goodPerSecond).median());
            series.add("p50", "ms", Round::p50Millis);
            series.add("p99", "ms", Round::p99Millis);
            series.add("server CPU", "µs/request", Round::processorMicros);
            Measurement errors = series.add("errors", "", Round::errors);
            boolean mustBeRight = !server.equals(Servers.POOLS);
            if (mustBeRight && errors.rounds().stream().anyMatch(count -> count > 0)) {
                throw new BenchmarkFailedException(
                        "%s: %s had errors: %s".formatted(scenario, server, rounds));
            }
        });
        return throughput;
    }

    private static void judge(
            ReportDraft draft,
            Distribution distribution,
            String scenario,
            Map<String, Double> throughput) {
        double ours = throughput.getOrDefault(Servers.OURS, Double.NaN);
        double share =
                switch (distribution) {
                    case HOT -> 0.95;
                    case ZIPF -> 0.70;
                    case UNIFORM -> 0.50;
                };
        draft.judge(
                Goal.atLeast(
                        "%s: %s / %s".formatted(scenario, Servers.OURS, Servers.SINGLE), share),
                ours / throughput.getOrDefault(Servers.SINGLE, Double.NaN));
        if (distribution != Distribution.HOT) {
            draft.judge(
                    Goal.atLeast(
                            "%s: %s / %s".formatted(scenario, Servers.OURS, Servers.POOLS), 10),
                    ours / throughput.getOrDefault(Servers.POOLS, Double.NaN));
        }
    }

    /** The peers are gone by now, so that every connection is ours. */
    private static void countConnections(
            ReportDraft draft, Workbench workbench, Wrk wrk, ServerProcess ours, Path targets)
            throws Exception {
        try (ConnectionWatch watch =
                new ConnectionWatch(workbench.admin(workbench.tenantServer(), ""))) {
            Round round =
                    new Contest(wrk, targets, List.of(ours))
                            .measure(
                                    ours,
                                    new Load(
                                            targets,
                                            Distribution.ZIPF,
                                            MANY_CLIENTS,
                                            Duration.ofSeconds(seconds(workbench)),
                                            SEED));
            long connections = watch.peak();
            String scenario = "zipf, %d clients, alone".formatted(MANY_CLIENTS);
            Series series = new Series(draft, scenario, Servers.OURS, List.of(round));
            series.add("requests", "1/s", Round::goodPerSecond);
            series.add("errors", "", Round::errors);
            series.add("connections", "peak", one -> (double) connections);
            draft.judge(Goal.atMost(scenario + ": errors", 0), round.errors());
            draft.judge(
                    Goal.atMost(scenario + ": connections", MOST_CONNECTIONS),
                    (double) connections);
        }
    }

    private static int rounds(Workbench workbench) {
        return workbench.either(3, 1);
    }

    private static int seconds(Workbench workbench) {
        return workbench.either(8, 2);
    }
}
