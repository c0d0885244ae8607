package io.tenantry.benchmarks.workbench;

import io.tenantry.benchmarks.report.Report;

/** Something that can be asked for by name. */
public interface Benchmark {

    /** As people type it; also the name of its report. */
    String name();

    /**
     * Measures and reports. A missed goal is part of the report.
     *
     * @throws BenchmarkFailedException if an answer was wrong or missing
     * @throws Exception if a server, a database or the load generator fails
     */
    Report run(Workbench workbench) throws Exception;
}
