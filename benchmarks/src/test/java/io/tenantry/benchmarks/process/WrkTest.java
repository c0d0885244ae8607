package io.tenantry.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.benchmarks.process.Wrk.Outcome;
import org.junit.jupiter.api.Test;

class WrkTest {

    private static final String OUTPUT =
            """
            Running 2s test @ http://127.0.0.1:18999
              1 threads and 4 connections
            Requests/sec:     91.43
            {"requests":200,"micros":2000000,"p50":43964,"p99":48075,"max":48112,\
            "connectErrors":0,"readErrors":1,"writeErrors":0,"statusErrors":20,"timeouts":2}
            """;

    @Test
    void theLastLineIsTheOutcome() throws Exception {
        Outcome outcome = Wrk.outcome(OUTPUT);

        assertThat(outcome.p50()).isEqualTo(43_964);
        assertThat(outcome.errors()).isEqualTo(23);
    }

    @Test
    void answersThatAreErrorsDoNotCountAsThroughput() throws Exception {
        assertThat(Wrk.outcome(OUTPUT).goodPerSecond()).isEqualTo(90);
    }
}
