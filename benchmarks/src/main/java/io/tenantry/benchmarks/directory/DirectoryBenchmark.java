package io.tenantry.benchmarks.directory;

import io.agroal.api.AgroalDataSource;
import io.tenantry.benchmarks.process.JavaProcess;
import io.tenantry.benchmarks.report.Goal;
import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.Report;
import io.tenantry.benchmarks.report.ReportDraft;
import io.tenantry.benchmarks.workbench.Benchmark;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.MasterKeys;
import io.tenantry.benchmarks.workbench.Rounds;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.secret.SecretBox;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The heap of a directory that knows 10,000 tenants beside one that knows 100. */
public final class DirectoryBenchmark implements Benchmark {

    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final double KIBIBYTE = 1024;
    private static final double GROWTH = 1.2;
    private static final double KIBIBYTES_PER_TENANT = 2;
    private static final List<String> PROBE_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Report run(Workbench workbench) throws Exception {
        int rounds = workbench.either(5, 1);
        ReportDraft draft =
                new ReportDraft(name(), workbench.options().quick(), workbench.engineRelease())
                        .setting("rounds", rounds)
                        .setting(
                                "probe", "a JVM for each size, " + String.join(" ", PROBE_OPTIONS));
        DatabaseAddress controlPlane = fleet(workbench);

        Map<Integer, List<Double>> heaps =
                Rounds.alternate(
                        rounds,
                        List.of(FEW, MANY),
                        (tenants, round) -> probe(controlPlane, tenants));

        Measurement few = draft.add(heap(FEW, heaps.getOrDefault(FEW, List.of())));
        Measurement many = draft.add(heap(MANY, heaps.getOrDefault(MANY, List.of())));
        double perTenant = (many.median() - few.median()) / (MANY - FEW);
        draft.add(
                Measurement.once(
                        "each further tenant", "TenantDirectory", "heap", "KiB", perTenant));
        double allowed = GROWTH * few.median() + KIBIBYTES_PER_TENANT * MANY;
        draft.judge(
                Goal.atMost("heap with 10,000 / (1.2 × heap with 100 + 2 KiB a tenant)", 1),
                many.median() / allowed);
        return draft.finished();
    }

    private static DatabaseAddress fleet(Workbench workbench) throws SQLException {
        DatabaseAddress controlPlane = workbench.newControlPlane();
        try (AgroalDataSource pool = controlPlane.pool(2)) {
            new ControlPlane(pool, Clock.systemUTC()).migrate();
        }
        new FleetRows(new SecretBox(MasterKeys.random())).insert(controlPlane, MANY);
        return controlPlane;
    }

    private static double probe(DatabaseAddress controlPlane, int tenants)
            throws IOException, InterruptedException {
        String bytes =
                JavaProcess.run(
                        DirectoryProbe.class,
                        PROBE_OPTIONS,
                        List.of(Integer.toString(tenants)),
                        DirectoryProbe.environment(controlPlane));
        return Long.parseLong(bytes) / KIBIBYTE;
    }

    private static Measurement heap(int tenants, List<Double> rounds) {
        return new Measurement(
                "%d tenants known".formatted(tenants), "TenantDirectory", "heap", "KiB", rounds);
    }
}
