package io.tenantry.access.throttle;

import io.tenantry.access.throttle.AttemptCounters.Limit;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import java.time.Duration;

/** Lets something happen only so often: from one address, and in all. */
public final class Allowance {
    private final AttemptCounters counters;
    private final String prefix;
    private final Limits limits;

    Allowance(AttemptCounters counters, String kind, Limits limits) {
        this.counters = counters;
        this.prefix = "tenantry:" + kind;
        this.limits = limits;
    }

    /**
     * How often.
     *
     * @param perAddress from one address (IPv6: one network) within the window
     * @param inAll from all addresses together
     * @param window from the first time on
     */
    public record Limits(int perAddress, int inAll, Duration window) {}

    /**
     * Counts one time.
     *
     * @throws ProblemException {@code too_many_attempts} with the time to wait
     */
    public void admit(String address) {
        counters.admit(
                        new Limit(
                                prefix + ":address:" + NetworkAddress.group(address),
                                limits.perAddress(),
                                limits.window()),
                        new Limit(prefix + ":all", limits.inAll(), limits.window()))
                .ifPresent(wait -> {
                    throw new ProblemException(
                            ErrorCode.TOO_MANY_ATTEMPTS,
                            "this was asked for too often, from this address or from all together",
                            "Try again after the time in the Retry-After header.",
                            wait,
                            null);
                });
    }
}
