package io.tenantry.access.throttle;

import java.time.Duration;
import java.util.Optional;

/** Counts attempts within windows of time that begin with the first attempt. */
interface AttemptCounters {
    /**
     * Counts one attempt on both counters, or on neither if one is full. Check and count are one
     * step, so that simultaneous attempts cannot all pass a counter with one place left.
     *
     * @return how long to wait; empty if the attempt may be made
     */
    Optional<Duration> admit(Limit account, Limit address);

    /** A sign-in succeeded: the account starts anew, and the address gets its attempt back. */
    void forgive(Limit account, Limit address);

    /**
     * One counter.
     *
     * @param key its name
     * @param most the attempts that it admits
     * @param window how long they count
     */
    record Limit(String key, int most, Duration window) {}
}
