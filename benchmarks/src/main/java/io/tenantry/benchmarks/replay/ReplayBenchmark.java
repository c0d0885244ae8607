package io.tenantry.benchmarks.replay;

import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.BenchmarkFailedException;
import io.tenantry.benchmarks.workbench.Rounds;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events of single rows, replayed into an empty table: from the archive, and by the server's
 * programs.
 */
public final class ReplayBenchmark implements Benchmark {
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        int events = workbench.either(100_000, 5_000);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("events", events)
                        .setting("in a transaction", 10);
        try (ChangedTenant tenant = new ChangedTenant(workbench, this);
                Connection admin = workbench.admin(workbench.tenantServer(), "").connect()) {
            ChangedTenant.Changes changes = tenant.change(events);
            List<ReplayWay> ways = new ArrayList<>();
            ways.add(
                    new ByReplay(
                            tenant.provisioning(),
                            tenant.serverId(),
                            changes.backup(),
                            changes.until()));
            Optional<ReplayWay> peer = peer(workbench, admin, changes);
            peer.ifPresent(ways::add);
            draft.setting(
                    "peer",
                    peer.map(ReplayWay::name).orElse("none: this server has no such program"));
            Map<ReplayWay, List<Double>> times =
                    Rounds.alternate(
                            workbench.either(3, 1),
                            ways,
                            (way, round) -> seconds(way, admin, changes.database()));
            judge(draft, times, ways.getFirst(), peer);
        }
        return draft.finished();
    }

    private static void judge(
            ReportDraft draft,
            Map<ReplayWay, List<Double>> times,
            ReplayWay ours,
            Optional<ReplayWay> peer) {
        Map<ReplayWay, Double> medians = new LinkedHashMap<>();
        times.forEach((way, rounds) ->
                medians.put(
                        way,
                        draft.add(new Measurement("replay", way.name(), "time", "s", rounds))
                                .median()));
        peer.ifPresent(way ->
                draft.judge(
                        Goal.atMost("tenantry / " + way.name(), 1),
                        medians.getOrDefault(ours, Double.NaN)
                                / medians.getOrDefault(way, Double.NaN)));
    }

    private static Optional<ReplayWay> peer(
            Workbench workbench, Connection admin, ChangedTenant.Changes changes)
            throws SQLException, IOException {
        ServerPrograms programs = ServerPrograms.beside(admin);
        Optional<List<String>> reader = programs.command("mysqlbinlog", "mariadb-binlog");
        Optional<List<String>> client = programs.command("mysql", "mariadb");
        return reader.isPresent() && client.isPresent()
                ? Optional.of(
                        new ByPrograms(
                                reader.get(), client.get(), workbench.tenantServer(), changes))
                : Optional.empty();
    }

    private static double seconds(ReplayWay way, Connection admin, String source) throws Exception {
        String target = DatabaseName.nextScratch().value();
        ChangedTenant.execute(
                admin,
                "CREATE DATABASE " + target,
                "CREATE TABLE %1$s.%3$s LIKE %2$s.%3$s"
                        .formatted(target, source, ChangedTenant.TABLE));
        long started = System.nanoTime();
        way.replayInto(target);
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        if (!checksum(admin, target).equals(checksum(admin, source))) {
            throw new BenchmarkFailedException(way.name() + " brought other rows");
        }
        ChangedTenant.execute(admin, "DROP DATABASE " + target);
        return seconds;
    }

    private static String checksum(Connection admin, String database) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "CHECKSUM TABLE %s.%s".formatted(database, ChangedTenant.TABLE))) {
            row.next();
            return row.getString(2);
        }
    }
}
