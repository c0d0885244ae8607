package io.tenantry.benchmarks.lease;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ranks 0 to n − 1, the rank r with a weight of 1 / (r + 1): Zipf with s = 1.0. */
final class Zipf {

    private final double[] cumulative;

    Zipf(int size) {
        cumulative = new double[size];
        double sum = 0;
        for (int rank = 0; rank < size; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    int size() {
        return cumulative.length;
    }

    /** Which part of all draws falls on a rank. */
    double share(int rank) {
        return 1.0 / (rank + 1) / cumulative[cumulative.length - 1];
    }

    int next(RandomGenerator random) {
        double wanted = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, wanted);
        return found >= 0 ? found : -found - 1;
    }

    /** Which part of all draws falls on the {@code count} lowest ranks. */
    double shareOfFirst(int count) {
        return cumulative[Math.min(count, cumulative.length) - 1]
                / cumulative[cumulative.length - 1];
    }
}
