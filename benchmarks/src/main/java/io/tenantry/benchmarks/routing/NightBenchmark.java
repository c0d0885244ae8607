package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.ServerProcess;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What requests feel of a night in which every tenant is backed up by the schedule: their times in
 * rounds with it beside rounds without, in turns.
 */
public final class NightBenchmark implements Benchmark {
    private static final int CLIENTS = 32;
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final double MOST = 1.5;
    private static final long SEED = 11;
    private static final int MOST_ROUNDS = 60;

    @Override
    public String name() {
        return "night";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        Fleet fleet = workbench.newFleet(workbench.either(200, 6));
        Scene scene = Scene.of(workbench, this, fleet);
        Duration round = Duration.ofSeconds(workbench.either(10, 2));
        ReportDraft draft = draft(workbench, fleet, round);
        try (NightFleet night = NightFleet.of(fleet)) {
            night.fill(workbench.either(1_000, 100));
            night.schedule(false);
            try (ServerProcess server = scene.servers().tenantry(fleet, backups(scene.folder()))) {
                Contest contest = new Contest(scene.wrk(), scene.file(), List.of(server));
                contest.checkAnswers(scene.targets());
                contest.warmUp(
                        workbench.either(60_000L, 2_000L),
                        Duration.ofSeconds(workbench.either(60, 2)));
                measure(draft, contest, server, night, new Rounds(scene.file(), round, workbench));
            }
        }
        return draft.finished();
    }

    private static Map<String, String> backups(Path folder) throws Exception {
        return Map.of(
                "tenantry.provisioning.backups",
                Files.createTempDirectory(folder, "backups").toString(),
                // A night in minutes: the next backup begins as soon as there is room.
                "tenantry.jobs.back-up-tenants",
                "1s");
    }

    private ReportDraft draft(Workbench workbench, Fleet fleet, Duration round) throws Exception {
        return new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                .setting("tenants", fleet.tenants().size())
                .setting("scheduled backups at once", "2 in all, 1 a database server (defaults)")
                .setting(
                        "load",
                        "%d clients, each waits %d ms on average after an answer (Zipf)"
                                .formatted(CLIENTS, PAUSE.toMillis()))
                .setting("rounds", "of %d s, in turns".formatted(round.toSeconds()))
                .setting("each JVM", String.join(" ", ServerProcess.JVM_OPTIONS));
    }

    private record Rounds(Path targets, Duration each, Workbench workbench) {
        Load load(int number) {
            return new Load(targets, Distribution.ZIPF, CLIENTS, each, SEED + number, PAUSE);
        }

        /** In a short run two of each kind tell that it works. */
        boolean isEnough(int number, NightFleet night) throws Exception {
            return workbench.either(night.allBackedUp(), number >= 2);
        }
    }

    private static void measure(
            ReportDraft draft,
            Contest contest,
            ServerProcess server,
            NightFleet night,
            Rounds rounds)
            throws Exception {
        List<Round> without = new ArrayList<>();
        List<Round> with = new ArrayList<>();
        List<Double> made = new ArrayList<>();
        for (int number = 0; !rounds.isEnough(number, night); number++) {
            if (number == MOST_ROUNDS) {
                throw new BenchmarkFailedException("the night was too short for all tenants");
            }
            if (number % 2 == 0) {
                without.add(contest.measure(server, rounds.load(number)));
            }
            int before = night.backedUp();
            night.schedule(true);
            with.add(contest.measure(server, rounds.load(number)));
            night.schedule(false);
            night.awaitQuiet();
            made.add((double) night.backedUp() - before);
            if (number % 2 == 1) {
                without.add(contest.measure(server, rounds.load(number)));
            }
        }
        report(draft, without, with, made, night);
    }

    private static void report(
            ReportDraft draft,
            List<Round> without,
            List<Round> with,
            List<Double> made,
            NightFleet night)
            throws Exception {
        double quiet = add(draft, "without backups", without);
        double busy = add(draft, "while tenants are backed up", with);
        draft.add(
                new Measurement(
                        "while tenants are backed up", Servers.OURS, "backups", "a round", made));
        draft.judge(Goal.atMost("p99 of requests: with / without backups", MOST), busy / quiet);
        draft.judge(Goal.atMost("backups that failed", 0), night.failed());
        if (with.stream().anyMatch(round -> round.errors() > 0)
                || made.stream().allMatch(count -> count == 0)) {
            throw new BenchmarkFailedException(
                    "requests failed, or no backup was made: %s, %s".formatted(with, made));
        }
    }

    private static double add(ReportDraft draft, String scenario, List<Round> rounds) {
        Series series = new Series(draft, scenario, Servers.OURS, rounds);
        series.add("requests", "1/s", Round::goodPerSecond);
        series.add("p50", "ms", Round::p50Millis);
        series.add("errors", "", Round::errors);
        return series.add("p99", "ms", Round::p99Millis).median();
    }
}
