package io.tenantry.benchmarks.cli;

import io.tenantry.benchmarks.process.JavaProcess;
import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.PrivateFile;
import io.tenantry.benchmarks.workbench.Rounds;
import io.tenantry.benchmarks.workbench.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The wall time of whole processes of {@code tenantry}: as its launcher starts it, with the cache
 * that the package step makes, beside a plain JVM, in turns. The launcher itself stands beside
 * them.
 */
public final class CliBenchmark implements Benchmark {
    private static final double LIMIT = 0.5;
    private static final int WARM_UP = 2;
    private static final int TENANTS = 5;

    @Override
    public String name() {
        return "cli";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        int rounds = workbench.either(15, 3);
        Path home = workbench.options().home();
        Path settings = settings(workbench);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("processes of each kind", rounds)
                        .setting("tenants listed", TENANTS);
        for (Command command : commands(settings)) {
            List<Start> starts = starts(home, command.cache());
            Rounds.alternate(
                    WARM_UP, starts, (start, _) -> start.milliseconds(command.arguments()));
            Map<Start, List<Double>> times =
                    Rounds.alternate(
                            rounds, starts, (start, _) -> start.milliseconds(command.arguments()));
            judge(draft, command.name(), starts, times);
        }
        return draft.finished();
    }

    /**
     * A command.
     *
     * @param cache the name of that which the launcher takes for it
     */
    private record Command(String name, List<String> arguments, String cache) {}

    private static List<Command> commands(Path settings) {
        return List.of(
                new Command("--version", List.of("--version"), "tenantry-offline.aot"),
                new Command(
                        "tenant list",
                        List.of("tenant", "list", "--config", settings.toString()),
                        "tenantry.aot"));
    }

    private static void judge(
            ReportDraft draft, String command, List<Start> starts, Map<Start, List<Double>> times) {
        Map<Start, Measurement> measured = new LinkedHashMap<>();
        times.forEach((start, rounds) ->
                measured.put(
                        start,
                        draft.add(new Measurement(command, start.name(), "time", "ms", rounds))));
        draft.judge(
                Goal.atMost(command + ": with its cache / plain JVM", LIMIT),
                median(measured, starts.getFirst()) / median(measured, starts.get(1)));
    }

    private static double median(Map<Start, Measurement> measured, Start start) {
        return Objects.requireNonNull(measured.get(start), start.name()).median();
    }

    private static Path settings(Workbench workbench) throws Exception {
        DatabaseAddress plane = workbench.newFleet(TENANTS).controlPlane();
        return PrivateFile.write(
                workbench.options().output().resolve("bench").resolve("cli.properties"),
                """
                quarkus.datasource.jdbc.url=%s
                quarkus.datasource.username=%s
                quarkus.datasource.password=%s
                """
                        .formatted(plane.jdbcUrl(), plane.user(), plane.password()));
    }

    /** Ours first, then the peer. */
    private static List<Start> starts(Path home, String cacheName) throws IOException {
        Path target = home.resolve("cli").resolve("target");
        String jar;
        try (Stream<Path> files = Files.list(target)) {
            jar =
                    files.filter(file ->
                                    file.getFileName().toString().matches("tenantry-cli-.*[.]jar"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("the command line is not built"))
                            .toString();
        }
        Path cache = target.resolve(cacheName);
        if (Files.notExists(cache)) {
            throw new IOException("the package step made no cache, see cli/target/aot/log");
        }
        String launcher = home.resolve("scripts").resolve("tenantry").toString();
        List<String> flags = Start.flags(home.resolve("scripts").resolve("lib").resolve("cli.sh"));
        return List.of(
                new Start(
                        "tenantry, with its cache",
                        Stream.of(
                                        Stream.of(JavaProcess.executable()),
                                        flags.stream(),
                                        Stream.of("-XX:AOTCache=" + cache, "-jar", jar))
                                .flatMap(words -> words)
                                .toList()),
                new Start("plain JVM", List.of(JavaProcess.executable(), "-jar", jar)),
                new Start("scripts/tenantry", List.of(launcher)));
    }
}
