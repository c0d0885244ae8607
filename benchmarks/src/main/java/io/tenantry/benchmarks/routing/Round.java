package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.Wrk.Outcome;
import java.time.Duration;

/**
 * What one round of load showed.
 *
 * @param processorTime what the server's own process used, the database's not included
 */
record Round(Outcome outcome, Duration processorTime) {

    private static final double NANOS_PER_MICRO = 1_000;

    /** Answered requests a second that were not errors. */
    double goodPerSecond() {
        return outcome.goodPerSecond();
    }

    double p50Millis() {
        return outcome.p50() / 1_000.0;
    }

    double p99Millis() {
        return outcome.p99() / 1_000.0;
    }

    double errors() {
        return (double) outcome.errors();
    }

    /** Processor time of a request: unlike its speed it hardly feels what else the machine does. */
    double processorMicros() {
        return processorTime.toNanos() / NANOS_PER_MICRO / outcome.requests();
    }
}
