package io.tenantry.benchmarks.lease;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A simulation of connections that are given to tenants by somebody who knows how popular each
 * tenant truly is: what no pool can know, and so the most that one can hope for.
 *
 * <p>Requests that run at the same time hold a connection each, whoever they are for; that is why
 * the busiest tenants cannot keep one connection each. A request that has to switch takes twice as
 * long.
 */
final class AffinityModel {

    private static final double HIT = 1.0;
    private static final double SWITCH = 2.0;

    private final Zipf zipf;
    private final int threads;
    private final int[] tenantOf;
    private final boolean[] busy;
    private final int[] idle;
    private final SplittableRandom random;

    AffinityModel(Zipf zipf, int threads, int connections, long seed) {
        this.zipf = zipf;
        this.threads = threads;
        this.tenantOf = new int[connections];
        this.busy = new boolean[connections];
        this.idle = new int[zipf.size()];
        this.random = new SplittableRandom(seed);
        Arrays.fill(tenantOf, -1);
    }

    /** A request that ends, and the connection it gives back. */
    private record Ending(double at, int connection) {}

    /**
     * Simulates requests in a closed loop.
     *
     * @param requests how many to simulate; the first half is not counted
     * @return the part of requests that found their tenant's connection, 0 to 1
     */
    double hitRate(int requests) {
        PriorityQueue<Ending> running = new PriorityQueue<>(Comparator.comparingDouble(Ending::at));
        int hits = 0;
        for (int request = 0; request < requests; request++) {
            double now = 0;
            if (running.size() == threads) {
                Ending ended = running.remove();
                now = ended.at();
                giveBack(ended.connection());
            }
            int tenant = zipf.next(random);
            int own = idleOf(tenant);
            if (own >= 0 && request >= requests / 2) {
                hits++;
            }
            int taken = own >= 0 ? own : cheapest();
            take(taken, tenant);
            double time = (own >= 0 ? HIT : SWITCH) * (0.5 + random.nextDouble());
            running.add(new Ending(now + time, taken));
        }
        return hits / (requests - requests / 2.0);
    }

    private void giveBack(int connection) {
        busy[connection] = false;
        idle[tenantOf[connection]]++;
    }

    private void take(int connection, int tenant) {
        if (tenantOf[connection] >= 0) {
            idle[tenantOf[connection]]--;
        }
        tenantOf[connection] = tenant;
        busy[connection] = true;
    }

    private int idleOf(int tenant) {
        for (int i = 0; i < tenantOf.length; i++) {
            if (!busy[i] && tenantOf[i] == tenant) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The n-th idle connection of a tenant is missed if the tenant is asked for n times at once.
     */
    private int cheapest() {
        int cheapest = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < tenantOf.length; i++) {
            if (busy[i]) {
                continue;
            }
            int tenant = tenantOf[i];
            double worth = tenant < 0 ? -1 : Math.pow(zipf.share(tenant), idle[tenant]);
            if (worth < least) {
                least = worth;
                cheapest = i;
            }
        }
        return cheapest;
    }
}
