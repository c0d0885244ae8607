package io.tenantry.access.throttle;

import io.tenantry.access.Sha256;
import io.tenantry.access.throttle.AttemptCounters.Limit;
import io.tenantry.access.user.Email;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import java.time.Duration;
import java.util.HexFormat;

/** Lets only so many attempts of one kind fail, for one account and from one address. */
public final class Throttle {
    private static final String PREFIX = "tenantry:";

    private final AttemptCounters counters;
    private final ThrottleConfig config;
    private final String kind;
    private final String addressKind;
    private final int attemptsPerAccount;

    /**
     * @param addressKind attempts from one address are counted together with others of this kind
     */
    Throttle(
            AttemptCounters counters,
            ThrottleConfig config,
            String kind,
            String addressKind,
            int attemptsPerAccount) {
        this.counters = counters;
        this.config = config;
        this.kind = kind;
        this.addressKind = addressKind;
        this.attemptsPerAccount = attemptsPerAccount;
    }

    /**
     * Counts an attempt, before it is known whether it succeeds.
     *
     * @param account an e-mail address in any spelling, or an id
     * @throws ProblemException {@code too_many_attempts} with the time to wait
     */
    public void admit(String account, String address) {
        counters.admit(account(account), address(address))
                .ifPresent(wait -> {
                    throw tooMany(wait);
                });
    }

    /** The attempt succeeded and does not count. */
    public void forgive(String account, String address) {
        counters.forgive(account(account), address(address));
    }

    // Hashed, because addresses of people do not belong into a cache.
    private Limit account(String account) {
        String hash = HexFormat.of().formatHex(Sha256.of(Email.normal(account)));
        return new Limit(PREFIX + kind + ":account:" + hash, attemptsPerAccount, config.window());
    }

    private Limit address(String address) {
        return new Limit(
                PREFIX + addressKind + ":address:" + NetworkAddress.group(address),
                config.attemptsPerAddress(),
                config.window());
    }

    private static ProblemException tooMany(Duration wait) {
        return new ProblemException(
                ErrorCode.TOO_MANY_ATTEMPTS,
                "too many attempts have failed for this account or from this address",
                "Try again after the time in the Retry-After header.",
                wait,
                null);
    }
}
