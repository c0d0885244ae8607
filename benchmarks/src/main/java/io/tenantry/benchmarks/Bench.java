package io.tenantry.benchmarks;

import io.tenantry.benchmarks.backup.BackupBenchmark;
import io.tenantry.benchmarks.cli.CliBenchmark;
import io.tenantry.benchmarks.directory.DirectoryBenchmark;
import io.tenantry.benchmarks.fleet.FleetBenchmark;
import io.tenantry.benchmarks.leaks.LeaksBenchmark;
import io.tenantry.benchmarks.lease.LeaseBenchmark;
import io.tenantry.benchmarks.provision.ProvisionBenchmark;
import io.tenantry.benchmarks.replay.ReplayBenchmark;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportFile;
import io.tenantry.benchmarks.report.ReportTable;
import io.tenantry.benchmarks.routing.AccessBenchmark;
import io.tenantry.benchmarks.routing.NightBenchmark;
import io.tenantry.benchmarks.routing.RoutingBenchmark;
import io.tenantry.benchmarks.workbench.BenchOptions;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command {@code bench}: runs benchmarks by name, prints tables and writes reports. */
public final class Bench {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final List<Benchmark> ALL =
            List.of(
                    new RoutingBenchmark(),
                    new AccessBenchmark(),
                    new LeaseBenchmark(),
                    new ProvisionBenchmark(),
                    new FleetBenchmark(),
                    new ReplayBenchmark(),
                    new BackupBenchmark(),
                    new LeaksBenchmark(),
                    new NightBenchmark(),
                    new CliBenchmark(),
                    new DirectoryBenchmark());

    private Bench() {}

    /** Runs what the arguments ask for; see {@link BenchOptions#USAGE}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        List<Benchmark> chosen;
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
            chosen = choose(options.names());
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.print(BenchOptions.USAGE);
            System.err.println("Benchmarks: " + names());
            return USAGE;
        }
        try (Workbench workbench = Workbench.open(options)) {
            for (Benchmark benchmark : chosen) {
                show(benchmark.run(workbench), options);
            }
            return 0;
        } catch (Exception e) { // whatever it is, whoever started the run has to see it
            e.printStackTrace();
            return FAILED;
        }
    }

    private static void show(Report report, BenchOptions options) throws java.io.IOException {
        System.out.print(ReportTable.of(report));
        Path file = new ReportFile().write(report, options.output());
        System.out.println("  written to " + options.home().relativize(file));
    }

    private static List<Benchmark> choose(List<String> names) {
        if (names.isEmpty()) {
            return ALL;
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Benchmark> found =
                    ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
            chosen.add(
                    found.orElseThrow(
                            () -> new IllegalArgumentException("No benchmark named " + name)));
        }
        return chosen;
    }

    private static String names() {
        return ALL.stream().map(Benchmark::name).collect(Collectors.joining(" "));
    }
}
