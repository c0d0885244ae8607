package io.tenantry.benchmarks.fleet;

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

/** A column more in every database of a fleet; and a run that finds nothing to do. */
public final class FleetBenchmark implements Benchmark {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double RATE = 0.7;
    private static final double NOTHING_LIMIT = 2;
    private static final int PARALLELISM = 4;
    private static final int LAST_ROUND = 3;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        int databases = workbench.either(1_000, 40);
        // It is so much slower that fewer tell enough.
        int byLiquibase = workbench.either(100, 10);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("tenants", databases)
                        .setting("databases of the Liquibase peer", byLiquibase)
                        .setting("databases at once", PARALLELISM);
        try (ByMigration ours = new ByMigration(workbench, databases, PARALLELISM);
                HandMadeFleet forHand =
                        new HandMadeFleet(
                                workbench,
                                "hand",
                                databases,
                                PARALLELISM,
                                ours.statements(workbench));
                HandMadeFleet forLiquibase =
                        new HandMadeFleet(
                                workbench, "liqui", byLiquibase, 1, ours.statements(workbench))) {
            List<ChangeOfAll> ways =
                    List.of(ours, new ByHand(forHand), new ByLiquibase(forLiquibase));
            Map<ChangeOfAll, List<Double>> rates =
                    Rounds.alternate(LAST_ROUND, ways, (way, round) -> rate(way, round + 1, ours));
            judgeRates(draft, rates, ours);
            judgeNothing(draft, ours, forHand);
        }
        return draft.finished();
    }

    private static double rate(ChangeOfAll way, int round, ByMigration ours) throws Exception {
        if (way == ours) {
            ours.roll(round);
        }
        long started = System.nanoTime();
        way.change(round);
        return way.databases() / ((System.nanoTime() - started) / NANOS_PER_SECOND);
    }

    private static void judgeRates(
            ReportDraft draft, Map<ChangeOfAll, List<Double>> rates, ChangeOfAll ours) {
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((way, rounds) ->
                medians.put(
                        way.name(),
                        draft.add(
                                        new Measurement(
                                                "a column more in each",
                                                way.name(),
                                                "databases a second",
                                                "1/s",
                                                rounds))
                                .median()));
        draft.judge(
                Goal.atLeast("rate: tenantry / the same DDL by hand", RATE),
                median(medians, ours.name()) / median(medians, "DDL by hand"));
    }

    private static void judgeNothing(ReportDraft draft, ByMigration ours, HandMadeFleet byHand)
            throws Exception {
        Map<String, List<Double>> times =
                Rounds.alternate(
                        5,
                        List.of("tenantry", "a SELECT for each tenant by hand"),
                        (way, round) -> {
                            long started = System.nanoTime();
                            if (way.equals("tenantry")) {
                                ours.change(LAST_ROUND);
                            } else {
                                byHand.ask();
                            }
                            return (System.nanoTime() - started) / NANOS_PER_MILLI;
                        });
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((way, rounds) ->
                medians.put(
                        way,
                        draft.add(new Measurement("nothing to do", way, "time", "ms", rounds))
                                .median()));
        draft.judge(
                Goal.atMost("nothing to do: tenantry / SELECTs by hand", NOTHING_LIMIT),
                median(medians, "tenantry") / median(medians, "a SELECT for each tenant by hand"));
    }

    private static double median(Map<String, Double> medians, String way) {
        return Objects.requireNonNull(medians.get(way), way);
    }
}
