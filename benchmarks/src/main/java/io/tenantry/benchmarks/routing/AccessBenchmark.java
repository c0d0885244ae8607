package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.ServerProcess;
import io.tenantry.benchmarks.process.Wrk.Distribution;
import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.Fleet;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.benchmarks.workbench.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a permission check adds to reading a design: the server beside itself without the check, on
 * the same databases, in turns.
 */
public final class AccessBenchmark implements Benchmark {
    private static final int CLIENTS = 16;
    private static final double MOST = 1.05;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        Fleet fleet = workbench.newFleet(workbench.either(20, 4));
        Scene scene = Scene.of(workbench, this, fleet);
        int rounds = workbench.either(15, 1);
        Duration each = Duration.ofSeconds(workbench.either(5, 2));
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("tenants", scene.targets().size())
                        .setting("clients", "%d, Zipf".formatted(CLIENTS))
                        .setting("rounds", "%d of %d s".formatted(rounds, each.toSeconds()))
                        .setting("each JVM", String.join(" ", ServerProcess.JVM_OPTIONS));
        try (ServerProcess checked = scene.servers().tenantry(fleet);
                ServerProcess unchecked = scene.servers().unchecked(fleet)) {
            Contest contest = new Contest(scene.wrk(), scene.file(), List.of(checked, unchecked));
            contest.checkAnswers(scene.targets());
            FleetTenant first = fleet.tenants().getFirst();
            demandDifference(
                    checked,
                    unchecked,
                    new Target(first, scene.issuer().issue(first.id(), List.of())));
            contest.warmUp(
                    workbench.either(150_000L, 5_000L),
                    Duration.ofSeconds(workbench.either(90, 5)));
            Map<ServerProcess, List<Round>> seen =
                    contest.run(Distribution.ZIPF, CLIENTS, rounds, each);
            double with = add(draft, Servers.OURS, seen.getOrDefault(checked, List.of()));
            double without = add(draft, Servers.UNCHECKED, seen.getOrDefault(unchecked, List.of()));
            draft.judge(
                    Goal.atMost("time of a request: with / without permission checks", MOST),
                    without / with);
        }
        return draft.finished();
    }

    /** A caller without a role is refused by the one, and served by the other. */
    private static void demandDifference(
            ServerProcess checked, ServerProcess unchecked, Target roleless) throws Exception {
        AnswerCheck check = new AnswerCheck();
        int refused = check.status(checked.address(), roleless);
        int served = check.status(unchecked.address(), roleless);
        if (refused != FORBIDDEN || served != OK) {
            throw new BenchmarkFailedException(
                    "without a role: %d with checks, %d without".formatted(refused, served));
        }
    }

    /** Hands back the good requests a second. */
    private static double add(ReportDraft draft, String server, List<Round> rounds) {
        Series series = new Series(draft, "GET /designs/{id}", server, rounds);
        double good = series.add("requests", "1/s", Round::goodPerSecond).median();
        series.add("p50", "ms", Round::p50Millis);
        series.add("server CPU", "µs/request", Round::processorMicros);
        if (rounds.stream().anyMatch(round -> round.errors() > 0)) {
            throw new BenchmarkFailedException("%s had errors: %s".formatted(server, rounds));
        }
        return good;
    }
}
