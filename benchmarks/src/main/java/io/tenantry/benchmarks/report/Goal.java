package io.tenantry.benchmarks.report;

/**
 * What a number ought to be.
 *
 * @param name of the number, as "zipf, 16 clients: tenantry / single-tenant"
 * @param bound whether {@code limit} is a floor or a ceiling
 * @param limit itself still meets the goal
 */
public record Goal(String name, Bound bound, double limit) {

    /** Which side of the limit is the good one. */
    public enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    public static Goal atLeast(String name, double limit) {
        return new Goal(name, Bound.AT_LEAST, limit);
    }

    public static Goal atMost(String name, double limit) {
        return new Goal(name, Bound.AT_MOST, limit);
    }

    /** The goal beside what was reached. */
    public Verdict against(double value) {
        boolean met =
                switch (bound) {
                    case AT_LEAST -> value >= limit;
                    case AT_MOST -> value <= limit;
                };
        return new Verdict(this, value, met);
    }

    /**
     * A goal and what was reached.
     *
     * @param met false too if the value is not a number
     */
    public record Verdict(Goal goal, double value, boolean met) {}
}
