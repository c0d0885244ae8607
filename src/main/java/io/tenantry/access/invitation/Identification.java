package io.tenantry.access.invitation;

import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.password.Passwords;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.password.PasswordOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whom somebody joins as. It hashes passwords, which takes long, so it runs outside of
 * transactions.
 */
@ApplicationScoped
class Identification {
    private final Users users;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final Throttle guesses;
    private final ControlPlane controlPlane;

    Identification(
            Users users,
            Passwords passwords,
            PasswordPolicy policy,
            Throttles throttles,
            ControlPlane controlPlane) {
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.guesses = throttles.ofPasswords();
        this.controlPlane = controlPlane;
    }

    /** Whom somebody joins as. */
    sealed interface Person {
        /** Somebody who has an account. */
        record Known(String userId) implements Person {}

        /**
         * Somebody whose address has none, or one without a password.
         *
         * @param passwordHash of the password that they have chosen
         */
        record Newcomer(String passwordHash) implements Person {}
    }

    /** The account that a visitor is signed in to. */
    Optional<User> signedIn(Visitor visitor) {
        String userId = visitor.userId();
        return userId == null
                ? Optional.empty()
                : controlPlane.read(handle -> users.byId(handle, userId)).filter(User::active);
    }

    /**
     * An address, and whoever says that it is theirs.
     *
     * @param name as they want to be called, or null
     * @param password of its account, or for a new one; null if they send none
     */
    record Claim(String email, @Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "Claim[]";
        }
    }

    /**
     * Whoever has shown that an address is theirs: signed in to its account, by its password, or,
     * if it has none, by choosing one.
     *
     * @throws ProblemException {@code invitation_for_another}, {@code bad_credentials}, {@code
     *     validation_failed}, {@code password_refused} or {@code too_many_attempts}
     */
    Person ownerOf(Claim claim, Organisation organisation, Visitor visitor) {
        String email = claim.email();
        String password = claim.password();
        Optional<User> signedIn = signedIn(visitor);
        if (signedIn.filter(user -> user.email().equals(email)).isPresent()) {
            return new Person.Known(signedIn.get().id());
        }
        if (password == null) {
            throw signedIn.isPresent() ? forAnother() : passwordNeeded();
        }
        Optional<User> account = controlPlane.read(handle -> users.byEmail(handle, email));
        if (account.map(User::passwordHash).isEmpty()) {
            demandOpen(account);
            String name = claim.name() == null ? "" : claim.name();
            return new Person.Newcomer(
                    policy.hash(
                            password,
                            PasswordOwner.of(
                                    email, name, organisation.name(), organisation.slug())));
        }
        return new Person.Known(demand(email, password, account, visitor.address()).id());
    }

    /**
     * Somebody who has an account, by its password.
     *
     * @throws ProblemException {@code bad_credentials} or {@code too_many_attempts}
     */
    User byPassword(String email, String password, Visitor visitor) {
        Optional<User> account = controlPlane.read(handle -> users.byEmail(handle, email));
        return demand(email, password, account, visitor.address());
    }

    private User demand(String email, String password, Optional<User> account, String address) {
        guesses.admit(email, address);
        // The password is always checked, against nobody's if need be: see Passwords.matches.
        boolean matches = passwords.matches(password, account.map(User::passwordHash).orElse(null));
        if (!matches || account.filter(User::active).isEmpty()) {
            throw badCredentials();
        }
        guesses.forgive(email, address);
        return account.orElseThrow();
    }

    private static void demandOpen(Optional<User> account) {
        if (account.isPresent() && !account.get().active()) {
            throw badCredentials();
        }
    }

    static ProblemException badCredentials() {
        return new ProblemException(
                ErrorCode.BAD_CREDENTIALS,
                "this is not the password of the account that the address has",
                "Check it and try again, or choose another by \"Forgot your password?\".");
    }

    private static ProblemException forAnother() {
        return new ProblemException(
                ErrorCode.INVITATION_FOR_ANOTHER,
                "the invitation is for another address than that of your account",
                "Sign in as whom it was sent to, or send the password with it.");
    }

    private static ProblemException passwordNeeded() {
        return new ProblemException(
                ErrorCode.VALIDATION_FAILED,
                "password is needed",
                "Send the password of your account, or the one that a new account shall have.");
    }
}
