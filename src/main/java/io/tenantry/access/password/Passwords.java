package io.tenantry.access.password;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.password.PasswordRules;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords. */
@Singleton
public class Passwords {
    /** The fewest characters of a new password. */
    public static final int SHORTEST = PasswordRules.SHORTEST;

    /** The most characters of a password: more would only be work for us. */
    public static final int LONGEST = PasswordRules.LONGEST;

    /** How many may wait for each that is being computed: more would only hold up threads. */
    private static final int QUEUE_PER_TURN = 8;

    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function function;
    private final Semaphore turns;
    private final int longestQueue;
    private final Duration patience;
    private final String nobodysHash;

    Passwords(PasswordConfig config) {
        this.function =
                Argon2Function.getInstance(
                        config.memoryKib(),
                        config.iterations(),
                        PARALLELISM,
                        HASH_BYTES,
                        Argon2.ID);
        this.turns = new Semaphore(config.concurrency(), true);
        this.longestQueue = config.concurrency() * QUEUE_PER_TURN;
        this.patience = config.patience();
        this.nobodysHash = hash("no account has this password");
    }

    /**
     * Hashes a password. For a new one this is up to {@link PasswordPolicy}.
     *
     * @return the encoded form: algorithm, parameters, salt and hash
     * @throws ProblemException if too many hashes are being computed
     */
    public final String hash(String password) {
        return inTurn(() ->
                Password.hash(normal(password))
                        .addRandomSalt(SALT_BYTES)
                        .with(function)
                        .getResult());
    }

    /**
     * Whether the password is the one that was hashed. It takes as long without a hash as with one,
     * so that the time does not tell whether an account exists.
     *
     * @param encoded the encoded form, or null if the account has no password or there is none
     * @throws ProblemException if too many hashes are being computed
     */
    public boolean matches(String password, @Nullable String encoded) {
        String against = encoded == null ? nobodysHash : encoded;
        boolean equal =
                inTurn(() ->
                        Password.check(normal(password), against)
                                .with(Argon2Function.getInstanceFromHash(against)));
        return equal && encoded != null;
    }

    /**
     * Whether a hash that was made before is cheaper to guess than those that are made now.
     *
     * @param encoded the encoded form
     */
    public boolean isOutdated(String encoded) {
        Argon2Function made = Argon2Function.getInstanceFromHash(encoded);
        return made.getMemory() < function.getMemory()
                || made.getIterations() < function.getIterations()
                || made.getOutputLength() < HASH_BYTES
                || made.getVariant() != Argon2.ID;
    }

    // The same password typed on two keyboards may differ in composition (NIST SP 800-63B).
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <R> R inTurn(Supplier<R> work) {
        if (!taken()) {
            throw new ProblemException(
                    ErrorCode.SIGN_IN_BUSY,
                    "too many sign-ins are being checked at once",
                    "Try again after the time in the Retry-After header.",
                    patience,
                    null);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean taken() {
        try {
            return turns.getQueueLength() < longestQueue
                    && turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
