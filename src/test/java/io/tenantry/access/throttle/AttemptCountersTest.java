package io.tenantry.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.tenantry.access.throttle.AttemptCounters.Limit;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The counters of failed sign-ins: with Redis, without, and with a Redis that is away. */
@ServerTest
class AttemptCountersTest {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Inject RedisAttemptCounters redis;
    @Inject TestClock clock;

    @Inject
    @RedisClientName("away")
    RedisDataSource away;

    private final Limit account = new Limit("test:account:" + Ulid.next(), 3, WINDOW);
    private final Limit address = new Limit("test:address:" + Ulid.next(), 5, WINDOW);

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void redisCountsAsThisReplicaDoes() {
        limitsAccountsAndAddresses(redis);
    }

    @Test
    void thisReplicaCountsAsRedisDoes() {
        limitsAccountsAndAddresses(new LocalAttemptCounters(clock));
    }

    private void limitsAccountsAndAddresses(AttemptCounters counters) {
        // when an account has failed as often as it may
        for (int i = 0; i < 3; i++) {
            assertThat(counters.admit(account, address)).isEmpty();
        }
        // then it has to wait, and its refused attempts do not count
        for (int i = 0; i < 3; i++) {
            assertThat(counters.admit(account, address))
                    .hasValueSatisfying(
                            wait -> assertThat(wait).isPositive().isLessThanOrEqualTo(WINDOW));
        }
        // and another account may still fail from there, until the address is full
        Limit other = new Limit("test:account:" + Ulid.next(), 3, WINDOW);
        assertThat(counters.admit(other, address)).isEmpty();
        assertThat(counters.admit(other, address)).isEmpty();
        assertThat(counters.admit(other, address)).isPresent();
        // and a success gives the address one attempt back and begins the account anew
        counters.forgive(account, address);
        assertThat(counters.admit(account, address)).isEmpty();
        assertThat(counters.admit(account, address)).isPresent();
    }

    @Test
    void simultaneousAttemptsCannotPassALimitTogether() throws Exception {
        assertThat(admittedOf(20, redis)).isEqualTo(3);
    }

    @Test
    void simultaneousAttemptsCannotPassALocalLimitTogether() throws Exception {
        assertThat(admittedOf(20, new LocalAttemptCounters(clock))).isEqualTo(3);
    }

    private long admittedOf(int attempts, AttemptCounters counters) throws Exception {
        Limit wide = new Limit("test:address:" + Ulid.next(), 1000, WINDOW);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            var calls =
                    IntStream.range(0, attempts)
                            .mapToObj(i -> threads.submit(() -> counters.admit(account, wide)))
                            .toList();
            long admitted = 0;
            for (Future<Optional<Duration>> call : calls) {
                admitted += call.get().isEmpty() ? 1 : 0;
            }
            return admitted;
        }
    }

    @Test
    void aLocalWindowEnds() {
        AttemptCounters counters = new LocalAttemptCounters(clock);
        for (int i = 0; i < 3; i++) {
            counters.admit(account, address);
        }
        assertThat(counters.admit(account, address)).isPresent();

        clock.putForward(WINDOW.plusSeconds(1));

        assertThat(counters.admit(account, address)).isEmpty();
    }

    @Test
    void aWindowInRedisEnds() {
        Limit brief = new Limit("test:account:" + Ulid.next(), 1, Duration.ofMillis(200));
        assertThat(redis.admit(brief, address)).isEmpty();
        assertThat(redis.admit(brief, address)).isPresent();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> redis.admit(brief, address).isEmpty());
    }

    @Test
    void withoutRedisSignInsGoOnAndAreLimited() {
        AttemptCounters counters =
                new SharedAttemptCounters(
                        new RedisAttemptCounters(away), new LocalAttemptCounters(clock), clock);

        limitsAccountsAndAddresses(counters);
    }

    @Test
    void aRedisThatComesBackIsAskedAgain() {
        Flaky flaky = new Flaky();
        AttemptCounters counters =
                new SharedAttemptCounters(flaky, new LocalAttemptCounters(clock), clock);

        flaky.down = true;
        assertThat(counters.admit(account, address)).isEmpty();
        assertThat(counters.admit(account, address)).isEmpty();
        assertThat(flaky.asked).isEqualTo(1);

        flaky.down = false;
        clock.putForward(Duration.ofSeconds(6));
        assertThat(counters.admit(account, address)).contains(Duration.ofSeconds(7));
        assertThat(flaky.asked).isEqualTo(2);
    }

    private static final class Flaky implements AttemptCounters {
        private boolean down;
        private int asked;

        @Override
        public Optional<Duration> admit(Limit account, Limit address) {
            asked++;
            if (down) {
                throw new IllegalStateException("connection refused");
            }
            return Optional.of(Duration.ofSeconds(7));
        }

        @Override
        public void forgive(Limit account, Limit address) {
            throw new IllegalStateException("not used here");
        }
    }
}
