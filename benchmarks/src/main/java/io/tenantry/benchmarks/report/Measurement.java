package io.tenantry.benchmarks.report;

import java.util.List;

/**
 * One quantity, measured in several rounds.
 *
 * @param scenario what was done, as "zipf, 16 clients"
 * @param subject who did it, as "tenantry"
 * @param metric what was counted, as "requests"
 * @param unit of the values, as "1/s"
 * @param rounds one value a round, in order, at least one
 */
public record Measurement(
        String scenario, String subject, String metric, String unit, List<Double> rounds) {

    public Measurement {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("A measurement needs a round.");
        }
        rounds = List.copyOf(rounds);
    }

    /** A quantity that was measured once. */
    public static Measurement once(
            String scenario, String subject, String metric, String unit, double value) {
        return new Measurement(scenario, subject, metric, unit, List.of(value));
    }

    /** The middle round; of an even number, the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
