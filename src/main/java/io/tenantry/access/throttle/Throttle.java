package io.tenantry.access.signin;

import io.tenantry.access.Sha256;
import io.tenantry.access.signin.AttemptCounters.Limit;
import io.tenantry.access.user.Email;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;

/** Lets only so many sign-ins fail, for one account and from one address. */
@Singleton
class SignInThrottle {
    private static final String PREFIX = "tenantry:sign-in:";

    private final AttemptCounters counters;
    private final ThrottleConfig config;

    @Inject
    SignInThrottle(SharedAttemptCounters counters, ThrottleConfig config) {
        this((AttemptCounters) counters, config);
    }

    SignInThrottle(AttemptCounters counters, ThrottleConfig config) {
        this.counters = counters;
        this.config = config;
    }

    /**
     * Counts an attempt, before it is known whether it succeeds.
     *
     * @throws ProblemException {@code too_many_attempts} with the time to wait
     */
    void admit(String email, String address) {
        counters.admit(account(email), address(address))
                .ifPresent(wait -> {
                    throw tooMany(wait);
                });
    }

    /** The attempt succeeded and does not count. */
    void forgive(String email, String address) {
        counters.forgive(account(email), address(address));
    }

    // Hashed, because addresses of people do not belong into a cache.
    private Limit account(String email) {
        String hash = HexFormat.of().formatHex(Sha256.of(Email.normal(email)));
        return new Limit(PREFIX + "account:" + hash, config.attemptsPerAccount(), config.window());
    }

    private Limit address(String address) {
        return new Limit(
                PREFIX + "address:" + NetworkAddress.group(address),
                config.attemptsPerAddress(),
                config.window());
    }

    private static ProblemException tooMany(Duration wait) {
        return new ProblemException(
                ErrorCode.TOO_MANY_ATTEMPTS,
                "too many sign-ins have failed for this account or from this address",
                "Try again after the time in the Retry-After header.",
                wait,
                null);
    }
}
