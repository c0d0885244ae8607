package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.process.ServerProcess;
import io.tenantry.benchmarks.process.Wrk;
import io.tenantry.benchmarks.process.Wrk.Distribution;
import io.tenantry.benchmarks.process.Wrk.Load;
import io.tenantry.benchmarks.process.Wrk.Outcome;
import io.tenantry.benchmarks.workbench.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The servers under the same load, in turns.
 *
 * @param targets the load generator's file
 * @param servers all of them run all the time, and only one is asked at a time
 */
record Contest(Wrk wrk, Path targets, List<ServerProcess> servers) {

    private static final long SEED = 20_261_124;
    private static final int WARM_UP_CLIENTS = 16;
    private static final Duration WARM_UP_SLICE = Duration.ofSeconds(2);

    /** Before speed counts: every tenant gets its own design, from every server. */
    void checkAnswers(List<Target> targets) throws IOException, InterruptedException {
        AnswerCheck check = new AnswerCheck();
        for (ServerProcess server : servers) {
            check.check(server.name(), server.address(), targets);
        }
    }

    /**
     * Lets the compilers see the code: a JVM is slow until it has served many requests, and on a
     * busy machine that takes longer.
     *
     * @param requests that every server answers, unless {@code most} runs out
     */
    void warmUp(long requests, Duration most) throws IOException, InterruptedException {
        for (ServerProcess server : servers) {
            Instant end = Instant.now().plus(most);
            for (long answered = 0; answered < requests && Instant.now().isBefore(end); ) {
                for (Distribution distribution : List.of(Distribution.HOT, Distribution.ZIPF)) {
                    Load load =
                            new Load(targets, distribution, WARM_UP_CLIENTS, WARM_UP_SLICE, SEED);
                    answered += wrk.run(server.address(), load).requests();
                }
            }
        }
    }

    /** Measures all servers; in each round all of them get the same sequence of requests. */
    Map<ServerProcess, List<Round>> run(
            Distribution distribution, int clients, int rounds, Duration each) throws Exception {
        return Rounds.alternate(
                rounds,
                servers,
                (server, round) ->
                        measure(
                                server,
                                new Load(targets, distribution, clients, each, SEED + round)));
    }

    /** Asks one server. */
    Round measure(ServerProcess server, Load load) throws IOException, InterruptedException {
        server.requireAlive();
        Duration before = server.processorTime();
        Outcome outcome = wrk.run(server.address(), load);
        return new Round(outcome, server.processorTime().minus(before));
    }
}
