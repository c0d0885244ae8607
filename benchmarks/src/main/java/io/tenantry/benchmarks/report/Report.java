package io.tenantry.benchmarks.report;

import io.tenantry.benchmarks.report.Goal.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one benchmark found.
 *
 * @param benchmark its name, as "routing"
 * @param quick whether it was the short run, whose numbers are a smoke test
 * @param engine of the database server, with its version
 * @param settings what was chosen, in the order in which a reader wants to know it
 */
public record Report(
        String benchmark,
        Instant startedAt,
        boolean quick,
        Machine machine,
        String engine,
        Map<String, String> settings,
        List<Measurement> measurements,
        List<Verdict> goals) {

    public Report {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        measurements = List.copyOf(measurements);
        goals = List.copyOf(goals);
    }
}
