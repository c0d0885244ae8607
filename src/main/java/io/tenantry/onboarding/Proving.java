package io.tenantry.onboarding;

import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.password.Passwords;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.user.User;
import io.tenantry.onboarding.Applicants.Applying;
import io.tenantry.onboarding.OnboardingAnswers.SignUpView;
import io.tenantry.onboarding.SignUp.Applicant;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.password.PasswordOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles how an administrator-to-be will sign in, who has shown that the address is theirs. */
@ApplicationScoped
class Proving {
    /** Hashing is dear, and here nobody has shown an account. */
    private static final int MOST_HASHES = 20;

    private final Applicants applicants;
    private final SignUpChanges changes;
    private final SignUpViews views;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final Throttle guesses;
    private final Throttle hashes;
    private final ControlPlane controlPlane;

    Proving(
            Applicants applicants,
            SignUpChanges changes,
            SignUpViews views,
            Passwords passwords,
            PasswordPolicy policy,
            Throttles throttles,
            ControlPlane controlPlane) {
        this.applicants = applicants;
        this.changes = changes;
        this.views = views;
        this.passwords = passwords;
        this.policy = policy;
        this.guesses = throttles.ofPasswords();
        this.hashes = throttles.of("sign-up-password", MOST_HASHES);
        this.controlPlane = controlPlane;
    }

    /**
     * Takes a new password, or as the owner of the account that the address has, by its password or
     * because they are signed in to it.
     *
     * @throws ProblemException {@code sign_up_incomplete}, {@code bad_credentials}, {@code
     *     password_refused}, {@code validation_failed} or {@code too_many_attempts}
     */
    SignUpView password(Applying by, @Nullable String password) {
        SignUp signUp = controlPlane.read(handle -> applicants.demand(handle, by));
        Applicants.demandEditable(signUp);
        Applicant applicant = signUp.applicant();
        String email = applicant.email();
        if (email == null || applicant.verifiedAt() == null) {
            throw new ProblemException(
                    ErrorCode.SIGN_UP_INCOMPLETE,
                    "the address has to be shown first",
                    "Send the code of the mail.");
        }
        Optional<User> account = controlPlane.read(handle -> views.account(handle, applicant));
        // Hashing takes long, so it is done outside the transaction.
        String userId = account.isEmpty() ? null : owner(account.get(), by, password);
        String hash = account.isEmpty() ? hashed(signUp, email, password, by) : null;
        SignUp after =
                applicants.change(
                        by,
                        (handle, now) -> {
                            if (!email.equals(now.applicant().email())) {
                                throw Applicants.conflict(now);
                            }
                            changes.setProof(handle, now.id(), userId, hash);
                        });
        return controlPlane.read(handle -> views.view(handle, after));
    }

    private String owner(User account, Applying by, @Nullable String password) {
        if (account.active() && account.id().equals(by.userId())) {
            return account.id();
        }
        if (password == null) {
            throw passwordNeeded();
        }
        guesses.admit(account.email(), by.address());
        if (!passwords.matches(password, account.passwordHash()) || !account.active()) {
            throw new ProblemException(
                    ErrorCode.BAD_CREDENTIALS,
                    "this is not the password of the account that the address has",
                    "Check it and try again, or choose another by \"Forgot your password?\".");
        }
        guesses.forgive(account.email(), by.address());
        return account.id();
    }

    private String hashed(SignUp signUp, String email, @Nullable String password, Applying by) {
        if (password == null) {
            throw passwordNeeded();
        }
        hashes.admit(signUp.id(), by.address());
        String name = signUp.applicant().name();
        return policy.hash(
                password,
                PasswordOwner.of(
                        email,
                        name == null ? "" : name,
                        signUp.wanted().name(),
                        signUp.wanted().slug()));
    }

    private static ProblemException passwordNeeded() {
        return new ProblemException(
                ErrorCode.VALIDATION_FAILED,
                "password is needed",
                "Send the password of your account, or the one that a new account shall have.");
    }
}
