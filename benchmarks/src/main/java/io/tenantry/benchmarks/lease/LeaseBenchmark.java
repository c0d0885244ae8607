package io.tenantry.benchmarks.lease;

import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Leases timed by JMH, and the affinity of leases. */
public final class LeaseBenchmark implements Benchmark {

    private static final int THREADS = 16;
    private static final int CONNECTIONS = 40;
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final int MODELLED = 400_000;
    private static final long SEED = 20_261_124;
    private static final double SAME_TENANT_LIMIT = 1.1;
    private static final double SWITCH_LIMIT = 2.5;
    private static final double AFFINITY_LIMIT = 0.9;

    @Override
    public String name() {
        return "lease";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        Fleet fleet = workbench.fleet();
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("tenants", fleet.tenants().size())
                        .setting(
                                "affinity",
                                "%d threads, %d connections, Zipf 1.0"
                                        .formatted(THREADS, CONNECTIONS));
        timeLeases(draft, workbench, fleet);
        countHits(draft, workbench, fleet);
        return draft.finished();
    }

    private void timeLeases(ReportDraft draft, Workbench workbench, Fleet fleet) throws Exception {
        Path file = fleet.write(workbench.folder(this).resolve("fleet.json"));
        Map<String, Measurement> times = times(workbench, file);
        times.values().forEach(draft::add);
        draft.judge(
                Goal.atMost("same-tenant lease / plain Agroal lease, bare", SAME_TENANT_LIMIT),
                ratio(times, "tenantBare", "plainBare"));
        draft.judge(
                Goal.atMost(
                        "same-tenant lease / plain Agroal lease, with a read", SAME_TENANT_LIMIT),
                ratio(times, "tenantRead", "plainRead"));
        draft.judge(
                Goal.atMost("identity switch / USE", SWITCH_LIMIT),
                ratio(times, "switchIdentity", "useDatabase"));
    }

    /** One fork of every method a round, so that what drifts meets all of them alike. */
    private static Map<String, Measurement> times(Workbench workbench, Path fleet)
            throws RunnerException {
        Options options = options(workbench, fleet);
        Map<String, List<Double>> scores = new LinkedHashMap<>();
        for (int round = 0; round < workbench.either(5, 1); round++) {
            for (RunResult result : new Runner(options).run()) {
                scores.computeIfAbsent(method(result), method -> new ArrayList<>())
                        .addAll(iterations(result));
            }
        }
        Map<String, Measurement> times = new LinkedHashMap<>();
        scores.forEach((method, rounds) ->
                times.put(method, new Measurement("one thread", method, "p50", "µs", rounds)));
        return times;
    }

    private static Options options(Workbench workbench, Path fleet) {
        return new OptionsBuilder()
                .include(LeaseBench.class.getName())
                // JMH itself reads memory through sun.misc.Unsafe.
                .jvmArgsAppend(
                        "-D" + LeaseState.FLEET + "=" + fleet,
                        "--sun-misc-unsafe-memory-access=allow")
                .forks(1)
                .warmupIterations(workbench.either(3, 1))
                .warmupTime(ITERATION)
                .measurementIterations(workbench.either(4, 1))
                .measurementTime(ITERATION)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The median call of each iteration. */
    private static List<Double> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getStatistics().getPercentile(50))
                .toList();
    }

    private static double ratio(Map<String, Measurement> times, String ours, String theirs) {
        return required(times, ours).median() / required(times, theirs).median();
    }

    private static Measurement required(Map<String, Measurement> times, String method) {
        return Objects.requireNonNull(times.get(method), method);
    }

    private static void countHits(ReportDraft draft, Workbench workbench, Fleet fleet)
            throws Exception {
        AffinityTrial trial = new AffinityTrial(fleet, THREADS, CONNECTIONS);
        int counted = workbench.either(200_000, 20_000);
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < workbench.either(3, 1); round++) {
            rates.add(trial.hitRate(counted / 2, counted, SEED + round));
        }
        String scenario = "%d threads, Zipf 1.0".formatted(THREADS);
        Measurement reached =
                draft.add(new Measurement(scenario, "tenantry", "affinity hits", "of all", rates));
        double possible = trial.possible(workbench.either(MODELLED, MODELLED / 10), SEED);
        draft.add(
                Measurement.once(
                        scenario,
                        "popularity known beforehand (model)",
                        "affinity hits",
                        "of all",
                        possible));
        draft.add(
                Measurement.once(
                        scenario,
                        "the busiest always held, never busy",
                        "affinity hits",
                        "of all",
                        trial.bound()));
        draft.judge(
                Goal.atLeast("affinity hits / possible at Zipf 1.0", AFFINITY_LIMIT),
                reached.median() / possible);
    }
}
