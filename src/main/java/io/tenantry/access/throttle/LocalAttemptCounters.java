package io.tenantry.access.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counters of this replica only. They are bounded: an attacker with many addresses pushes out the
 * least used ones, not our memory.
 */
@Singleton
class LocalAttemptCounters implements AttemptCounters {
    private static final int MOST_COUNTERS = 100_000;

    private final Clock clock;
    private final Cache<String, Count> counts =
            Caffeine.newBuilder().maximumSize(MOST_COUNTERS).build();

    LocalAttemptCounters(Clock clock) {
        this.clock = clock;
    }

    // One lock for both counters keeps them together; hashing a password costs ten thousand times
    // what happens under it.
    @Override
    public synchronized Optional<Duration> admit(Limit account, Limit address) {
        Instant now = clock.instant();
        Optional<Duration> wait =
                Stream.of(account, address)
                        .flatMap(limit -> wait(limit, now).stream())
                        .max(Duration::compareTo);
        if (wait.isEmpty()) {
            add(account, now);
            add(address, now);
        }
        return wait;
    }

    @Override
    public synchronized void forgive(Limit account, Limit address) {
        counts.invalidate(account.key());
        counts.asMap()
                .computeIfPresent(
                        address.key(),
                        (key, count) -> new Count(Math.max(0, count.attempts() - 1), count.end()));
    }

    private Optional<Duration> wait(Limit limit, Instant now) {
        Count count = current(counts.getIfPresent(limit.key()), now);
        return count == null || count.attempts() < limit.most()
                ? Optional.empty()
                : Optional.of(Duration.between(now, count.end()));
    }

    private void add(Limit limit, Instant now) {
        Count count = current(counts.getIfPresent(limit.key()), now);
        counts.put(
                limit.key(),
                count == null
                        ? new Count(1, now.plus(limit.window()))
                        : new Count(count.attempts() + 1, count.end()));
    }

    private static @Nullable Count current(@Nullable Count count, Instant now) {
        return count == null || !count.end().isAfter(now) ? null : count;
    }

    private record Count(int attempts, Instant end) {}
}
