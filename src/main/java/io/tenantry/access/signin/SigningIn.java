package io.tenantry.access.signin;

import io.tenantry.access.factor.SecondFactors;
import io.tenantry.access.password.Passwords;
import io.tenantry.access.signin.AccessAnswers.SignedIn;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Credentials;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ChallengeException;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Proves who somebody is, by password, and asks for their second factor if they have one. */
@ApplicationScoped
class SigningIn {
    private static final Logger LOG = Logger.getLogger(SigningIn.class);
    static final String NOBODY = "anonymous";

    private final ControlPlane controlPlane;
    private final Throttle throttle;
    private final Passwords passwords;
    private final Users users;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Challenges challenges;
    private final Entering entering;
    private final Welcome welcome;
    private final AuditLog audit;

    SigningIn(
            ControlPlane controlPlane,
            Throttles throttles,
            Passwords passwords,
            Users users,
            Credentials credentials,
            SecondFactors factors,
            Challenges challenges,
            Entering entering,
            Welcome welcome,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.throttle = throttles.ofPasswords();
        this.passwords = passwords;
        this.users = users;
        this.credentials = credentials;
        this.factors = factors;
        this.challenges = challenges;
        this.entering = entering;
        this.welcome = welcome;
        this.audit = audit;
    }

    SignedIn signIn(AccessRequests.SignIn attempt, SessionOrigin origin) {
        String address = origin.address();
        throttle.admit(attempt.email(), address);
        Optional<User> account = controlPlane.read(h -> users.byEmail(h, attempt.email()));
        // The password is always checked, against nobody's if need be: see Passwords.matches.
        boolean matches =
                passwords.matches(attempt.password(), account.map(User::passwordHash).orElse(null));
        if (account.isEmpty() || !matches || !account.get().active()) {
            refuse(account.map(User::id).orElse(null), address);
        }
        throttle.forgive(attempt.email(), address);
        renewHash(account.orElseThrow(), attempt.password());
        return admit(account.orElseThrow(), origin);
    }

    /** Hashes grow dearer with the years; only now is the password known. */
    private void renewHash(User user, String password) {
        String old = user.passwordHash();
        if (old == null || !passwords.isOutdated(old)) {
            return;
        }
        try {
            String anew = passwords.hash(password);
            controlPlane.useTransaction(handle -> credentials.renewHash(handle, user, anew));
        } catch (ProblemException busy) {
            LOG.debugf("a hash is renewed with the next sign-in: %s", busy.detail());
        }
    }

    private SignedIn admit(User user, SessionOrigin origin) {
        // The challenge is an outcome of the transaction: as an exception it would undo itself.
        Outcome outcome = controlPlane.inTransaction(handle -> admit(handle, user, origin));
        return switch (outcome) {
            case Outcome.Refused(ProblemException problem) -> throw problem;
            case Outcome.Welcomed(SignedIn signedIn) -> signedIn;
            case Outcome.Challenged(String challenge) ->
                    throw new ChallengeException(
                            ErrorCode.SECOND_FACTOR_REQUIRED,
                            "the account has a second factor",
                            "Send a code, with the challenge, to POST /api/v1/auth/login/factor"
                                    + " within five minutes.",
                            challenge);
        };
    }

    private Outcome admit(Handle handle, User user, SessionOrigin origin) {
        boolean asked = factors.isOn(handle, user.id());
        SignInMethods methods = asked ? SignInMethods.PASSWORD.andFactor() : SignInMethods.PASSWORD;
        // Only now: whoever does not know the password learns nothing of the account.
        Optional<ProblemException> refusal = entering.refusalEverywhere(handle, user, methods);
        if (refusal.isPresent()) {
            append(handle, "access.sign-on-required", user.id(), origin.address());
            return new Outcome.Refused(refusal.get());
        }
        return asked
                ? challenge(handle, user, origin)
                : new Outcome.Welcomed(welcome.welcome(handle, user, methods, origin));
    }

    private Outcome challenge(Handle handle, User user, SessionOrigin origin) {
        append(handle, "access.factor-asked", user.id(), origin.address());
        return new Outcome.Challenged(challenges.next(handle, user));
    }

    // What was typed as an address is not recorded: people type passwords there.
    private void refuse(@Nullable String userId, String address) {
        controlPlane.useTransaction(
                handle -> append(handle, "access.sign-in-failed", userId, address));
        throw new ProblemException(
                ErrorCode.BAD_CREDENTIALS,
                "no account has this e-mail address and this password",
                "Check both and try again.");
    }

    private void append(Handle handle, String action, @Nullable String userId, String address) {
        audit.append(
                handle,
                new AuditEntry(new Actor(NOBODY, address), null, action, userId, null, null));
    }

    private sealed interface Outcome {
        record Refused(ProblemException problem) implements Outcome {}

        record Welcomed(SignedIn signedIn) implements Outcome {}

        record Challenged(String challenge) implements Outcome {}
    }
}
