package io.tenantry.access.password;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.password.BreachedPasswords;
import io.tenantry.provisioning.password.PasswordOwner;
import io.tenantry.provisioning.password.PasswordRefusal;
import io.tenantry.provisioning.password.PasswordRules;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The one way by which an account gets a password, whoever sets it. */
@Singleton
public class PasswordPolicy {
    private static final String LIST = "tenantry.access.password.breached-list";

    private final PasswordRules rules;
    private final Passwords passwords;

    /**
     * @throws IllegalArgumentException that names the property, if the list cannot be read; the
     *     start ends then
     */
    PasswordPolicy(PasswordConfig config, Passwords passwords) {
        this.rules =
                new PasswordRules(
                        config.breachedList()
                                .map(PasswordPolicy::and)
                                .orElseGet(BreachedPasswords::shipped));
        this.passwords = passwords;
    }

    private static BreachedPasswords and(Path file) {
        try {
            return BreachedPasswords.shippedAnd(file);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(LIST + ": " + e.getMessage(), e);
        }
    }

    /**
     * Hashes a new password, if it may be one.
     *
     * @return the encoded form, as {@link Passwords#hash} makes it
     * @throws ProblemException {@code password_refused}, with the reason and without the password
     */
    public final String hash(String password, PasswordOwner owner) {
        rules.refusal(password, owner)
                .ifPresent(why -> {
                    throw refused(why);
                });
        return passwords.hash(password);
    }

    private static ProblemException refused(PasswordRefusal why) {
        return new ProblemException(
                ErrorCode.PASSWORD_REFUSED,
                "the password is refused: " + why.message(),
                "Choose another of 12 characters or more: a few words that have nothing to do with"
                        + " each other are good.",
                null,
                null,
                List.of(new Problem.Fault(null, null, why.code(), why.message(), null)));
    }
}
