package io.tenantry.benchmarks.provision;

import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.Rounds;
import io.tenantry.benchmarks.workbench.Workbench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Create, then serve the first request: one tenant after another, three ways in turns. */
public final class ProvisionBenchmark implements Benchmark {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double LIMIT = 1.5;
    private static final double WARM_LIMIT = 0.25;
    private static final int AT_ONCE = 50;
    private static final int WARM_UP = 3;

    @Override
    public String name() {
        return "provision";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        int rounds = workbench.either(50, 5);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("tenants made each way", rounds);
        try (ByProvisioning ours = ByProvisioning.open(workbench, false);
                ByProvisioning warm = ByProvisioning.open(workbench, true);
                ByHand byHand = new ByHand(workbench, ours.statements())) {
            draft.setting("statements in the changelog", ours.statements().size());
            List<Way> ways =
                    List.of(ours, warm, byHand, new ByLiquibase(workbench, ours.changelog()));
            Rounds.alternate(WARM_UP, ways, (way, round) -> milliseconds(way));
            Map<Way, List<Double>> times =
                    Rounds.alternate(rounds, ways, (way, round) -> milliseconds(way));
            judge(draft, times, ours, warm, byHand);
            draft.judge(Goal.atMost("failed of 50 creations at once", 0), warm.failuresOf(AT_ONCE));
        }
        return draft.finished();
    }

    private static double milliseconds(Way way) throws Exception {
        way.prepare();
        long started = System.nanoTime();
        way.makeAndServe();
        return (System.nanoTime() - started) / NANOS_PER_MILLI;
    }

    private static void judge(
            ReportDraft draft, Map<Way, List<Double>> times, Way ours, Way warm, Way byHand) {
        Map<Way, Measurement> measured = new LinkedHashMap<>();
        times.forEach((way, rounds) ->
                measured.put(
                        way,
                        draft.add(
                                new Measurement(
                                        "create → first request served",
                                        way.name(),
                                        "p50",
                                        "ms",
                                        rounds))));
        draft.judge(
                Goal.atMost("tenantry / the same DDL by hand", LIMIT),
                median(measured, ours) / median(measured, byHand));
        draft.judge(
                Goal.atMost("with a database that is ready / from nothing", WARM_LIMIT),
                median(measured, warm) / median(measured, ours));
    }

    private static double median(Map<Way, Measurement> measured, Way way) {
        return Objects.requireNonNull(measured.get(way), way.name()).median();
    }
}
