package io.tenantry.provisioning.journal;

import java.time.Duration;

/**
 * How often and when something is tried again.
 *
 * @param attempts how often it is tried in all, 1 and up
 * @param first the wait after the first attempt; each further one is twice as long
 * @param longest the longest wait
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @throws IllegalArgumentException if there is no attempt or the first wait is not positive
     */
    public RetryPolicy {
        if (attempts < 1 || !first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a retry policy needs an attempt and a wait");
        }
    }

    boolean isExhaustedAfter(int attemptsMade) {
        return attemptsMade >= attempts;
    }

    Duration delayAfter(int attemptsMade) {
        int doublings = Math.clamp(attemptsMade - 1L, 0, MOST_DOUBLINGS);
        Duration delay = first.multipliedBy(1L << doublings);
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
