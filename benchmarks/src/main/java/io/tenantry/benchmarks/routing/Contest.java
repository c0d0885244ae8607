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

    /** Before speed counts: every tenant gets its own design, from every server. */
    void checkAnswers(List<Target> targets) throws IOException, InterruptedException {
        AnswerCheck check = new AnswerCheck();
        for (ServerProcess server : servers) {
            check.check(server.name(), server.address(), targets);
        }
    }

    /** Lets the compilers see the code; for every server the load that it handles best. */
    void warmUp(Duration each) throws Exception {
        for (ServerProcess server : servers) {
            wrk.run(
                    server.address(),
                    new Load(targets, Distribution.HOT, WARM_UP_CLIENTS, each, SEED));
            wrk.run(
                    server.address(),
                    new Load(targets, Distribution.ZIPF, WARM_UP_CLIENTS, each, SEED));
        }
    }

    /** Measures all servers; in each round all of them get the same sequence of requests. */
    Map<ServerProcess, List<Outcome>> run(
            Distribution distribution, int clients, int rounds, Duration each) throws Exception {
        return Rounds.alternate(
                rounds,
                servers,
                (server, round) -> {
                    server.requireAlive();
                    return wrk.run(
                            server.address(),
                            new Load(targets, distribution, clients, each, SEED + round));
                });
    }
}
