package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.report.Measurement;
import io.tenantry.benchmarks.report.ReportDraft;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one server in one scenario, on their way into a report. */
record Series(ReportDraft draft, String scenario, String server, List<Round> rounds) {

    /** Adds one quantity of every round. */
    Measurement add(String metric, String unit, ToDoubleFunction<Round> quantity) {
        return draft.add(
                new Measurement(
                        scenario,
                        server,
                        metric,
                        unit,
                        rounds.stream().map(quantity::applyAsDouble).toList()));
    }
}
