package io.tenantry.access.throttle;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Counters that all replicas share. Every method throws if Redis does not answer. */
@Singleton
class RedisAttemptCounters implements AttemptCounters {
    // KEYS: counters; ARGV: for each its most attempts and its window in milliseconds.
    private static final String ADMIT =
            """
            local wait = 0
            for i, key in ipairs(KEYS) do
                if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 * i - 1]) then
                    wait = math.max(wait, redis.call('PTTL', key))
                end
            end
            if wait > 0 then
                return wait
            end
            for i, key in ipairs(KEYS) do
                if redis.call('INCR', key) == 1 then
                    redis.call('PEXPIRE', key, ARGV[2 * i])
                end
            end
            return 0
            """;

    private static final String FORGIVE =
            """
            redis.call('DEL', KEYS[1])
            if tonumber(redis.call('GET', KEYS[2]) or '0') > 0 then
                redis.call('DECR', KEYS[2])
            end
            return 0
            """;

    private final RedisDataSource redis;

    RedisAttemptCounters(RedisDataSource redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Duration> admit(Limit account, Limit address) {
        Response wait =
                redis.execute(
                        "EVAL",
                        ADMIT,
                        "2",
                        account.key(),
                        address.key(),
                        Integer.toString(account.most()),
                        Long.toString(account.window().toMillis()),
                        Integer.toString(address.most()),
                        Long.toString(address.window().toMillis()));
        long millis = wait.toLong();
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    @Override
    public void forgive(Limit account, Limit address) {
        redis.execute("EVAL", FORGIVE, "2", account.key(), address.key());
    }
}
