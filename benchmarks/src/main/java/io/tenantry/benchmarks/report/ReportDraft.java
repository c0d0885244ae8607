package io.tenantry.benchmarks.report;

import io.tenantry.benchmarks.report.Goal.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report in the making: begun before the first measurement, so that it knows the machine then.
 */
public final class ReportDraft {

    private final String benchmark;
    private final boolean quick;
    private final String engine;
    private final Instant startedAt = Instant.now();
    private final Machine machine = Machine.here();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Verdict> goals = new ArrayList<>();

    public ReportDraft(String benchmark, boolean quick, String engine) {
        this.benchmark = benchmark;
        this.quick = quick;
        this.engine = engine;
    }

    /** Notes a choice that the numbers depend on. */
    public ReportDraft setting(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    /** Adds a measurement and hands it back. */
    public Measurement add(Measurement measurement) {
        measurements.add(measurement);
        return measurement;
    }

    /** Compares a number with its goal. */
    public ReportDraft judge(Goal goal, double value) {
        goals.add(goal.against(value));
        return this;
    }

    public Report finished() {
        return new Report(
                benchmark, startedAt, quick, machine, engine, settings, measurements, goals);
    }
}
