package io.tenantry.benchmarks.backup;

import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.Rounds;
import io.tenantry.benchmarks.workbench.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A dump and a restore of one large table, two ways in turns. */
public final class BackupBenchmark implements Benchmark {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final double DUMP_LIMIT = 1.0;
    private static final double RESTORE_LIMIT = 0.5;
    private static final double HEAP_LIMIT = 96;
    private static final String RESTORED = "t_orders_restored";

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        int rows = workbench.either(1_000_000, 20_000);
        int rounds = workbench.either(3, 1);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("rows", rows)
                        .setting("tenantry", "a JVM, " + String.join(" ", ByTenantry.JVM));
        DatabaseAddress server = workbench.admin(workbench.tenantServer(), "");
        Orders.make(server, rows);
        Path folder = Files.createDirectories(workbench.folder(this));
        Optional<ByClients> clients =
                ByClients.of(workbench.tenantServer(), folder.resolve("dump.sql.zst"));
        if (clients.isEmpty()) {
            draft.setting("peer", "skipped: its programs, or zstd, are not on this machine");
        }
        try (ByTenantry ours = ByTenantry.start(workbench.tenantServer(), folder)) {
            List<Way> ways = new ArrayList<>(List.of(ours));
            clients.ifPresent(ways::add);
            measure(draft, ways, server, rounds);
            long started = System.nanoTime();
            ours.verify();
            draft.add(
                    Measurement.once(
                            "verify the backup", ours.name(), "time", "s", secondsSince(started)));
            double peak = ours.peakHeap() / MEBIBYTE;
            draft.add(Measurement.once("all of it", ours.name(), "most heap in use", "MiB", peak));
            draft.judge(Goal.atMost("heap, MiB", HEAP_LIMIT), peak);
        }
        return draft.finished();
    }

    private static void measure(
            ReportDraft draft, List<Way> ways, DatabaseAddress server, int rounds)
            throws Exception {
        // A server has compiled its code long ago.
        Rounds.alternate(1, ways, (way, round) -> dump(way));
        Rounds.alternate(1, ways, (way, round) -> restore(way, server));
        judge(draft, "dump", Rounds.alternate(rounds, ways, (way, round) -> dump(way)), DUMP_LIMIT);
        judge(
                draft,
                "restore",
                Rounds.alternate(rounds, ways, (way, round) -> restore(way, server)),
                RESTORE_LIMIT);
    }

    private static double dump(Way way) throws Exception {
        long started = System.nanoTime();
        way.dump();
        return secondsSince(started);
    }

    private static double restore(Way way, DatabaseAddress server) throws Exception {
        Orders.empty(server, RESTORED);
        long started = System.nanoTime();
        way.restore(RESTORED);
        double seconds = secondsSince(started);
        Orders.demandSame(server, RESTORED);
        return seconds;
    }

    private static double secondsSince(long started) {
        return (System.nanoTime() - started) / NANOS_PER_SECOND;
    }

    private static void judge(
            ReportDraft draft, String scenario, Map<Way, List<Double>> times, double limit) {
        List<Measurement> measured = new ArrayList<>();
        times.forEach((way, seconds) ->
                measured.add(
                        draft.add(new Measurement(scenario, way.name(), "time", "s", seconds))));
        if (measured.size() > 1) {
            Measurement peer = Objects.requireNonNull(measured.getLast());
            draft.judge(
                    Goal.atMost("%s: tenantry / %s".formatted(scenario, peer.subject()), limit),
                    measured.getFirst().median() / peer.median());
        }
    }
}
