package io.tenantry.access.throttle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Counts in Redis while it answers, and in this replica while it does not. After a failure Redis is
 * left alone for a moment, so that sign-ins do not all wait for the same time-out.
 */
@Singleton
class SharedAttemptCounters implements AttemptCounters {
    private static final Logger LOG = Logger.getLogger(SharedAttemptCounters.class);
    private static final Duration RESPITE = Duration.ofSeconds(5);

    private final AttemptCounters shared;
    private final AttemptCounters local;
    private final Clock clock;
    private volatile Instant redisFrom = Instant.MIN;

    @Inject
    SharedAttemptCounters(RedisAttemptCounters shared, LocalAttemptCounters local, Clock clock) {
        this((AttemptCounters) shared, local, clock);
    }

    SharedAttemptCounters(AttemptCounters shared, AttemptCounters local, Clock clock) {
        this.shared = shared;
        this.local = local;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> admit(Limit account, Limit address) {
        return or(() -> shared.admit(account, address), () -> local.admit(account, address));
    }

    @Override
    public void forgive(Limit account, Limit address) {
        Supplier<Boolean> both =
                () -> {
                    shared.forgive(account, address);
                    return true;
                };
        var _ =
                or(
                        both,
                        () -> {
                            local.forgive(account, address);
                            return true;
                        });
    }

    // The client's failures have no common type below RuntimeException, and none may stop a
    // sign-in.
    private <R> R or(Supplier<R> first, Supplier<R> otherwise) {
        Instant now = clock.instant();
        if (now.isBefore(redisFrom)) {
            return otherwise.get();
        }
        try {
            return first.get();
        } catch (RuntimeException redisIsAway) {
            redisFrom = now.plus(RESPITE);
            LOG.warnf("Redis does not count sign-ins (%s); this replica does for now", redisIsAway);
            return otherwise.get();
        }
    }
}
