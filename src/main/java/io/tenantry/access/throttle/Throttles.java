package io.tenantry.access.throttle;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Makes the throttles of all that can be guessed. */
@Singleton
public class Throttles {
    static final String SIGN_IN = "sign-in";
    private static final String MAILS = "mails";
    private static final String KEYS = "api-key";

    private final AttemptCounters counters;
    private final ThrottleConfig config;

    @Inject
    Throttles(SharedAttemptCounters counters, ThrottleConfig config) {
        this((AttemptCounters) counters, config);
    }

    Throttles(AttemptCounters counters, ThrottleConfig config) {
        this.counters = counters;
        this.config = config;
    }

    /** Of passwords. */
    public Throttle ofPasswords() {
        return of(SIGN_IN, config.attemptsPerAccount());
    }

    /**
     * Of something else that belongs to an account and can be guessed. Attempts from one address
     * count together with all others: whoever guesses there guesses whatever they can.
     *
     * @param kind a word that no other caller uses
     * @param attemptsPerAccount within the window of sign-ins
     */
    public Throttle of(String kind, int attemptsPerAccount) {
        return new Throttle(counters, config, kind, SIGN_IN, attemptsPerAccount);
    }

    /**
     * Of keys of programs, which are not counted with what people guess: one that goes on with a
     * key that was revoked has nobody beside it wait.
     */
    public Throttle ofKeys() {
        return new Throttle(counters, config, KEYS, KEYS, config.attemptsPerAccount());
    }

    /**
     * Of mails that somebody has sent to an account. Those from one address count together, but not
     * with what is guessed there: a large office may ask for many on one morning, and has to be
     * able to sign in all the same.
     *
     * @param kind a word that no other caller uses
     * @param mailsPerAccount within the window of sign-ins
     */
    public Throttle ofMails(String kind, int mailsPerAccount) {
        return new Throttle(counters, config, kind, MAILS, mailsPerAccount);
    }

    /**
     * Of what is no attempt, and is not to happen too often.
     *
     * @param kind a word that no other caller uses
     */
    public Allowance allowance(String kind, Allowance.Limits limits) {
        return new Allowance(counters, kind, limits);
    }
}
