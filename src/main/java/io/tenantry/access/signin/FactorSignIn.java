package io.tenantry.access.signin;

import io.tenantry.access.factor.FactorAttempts;
import io.tenantry.access.factor.ShownFactor;
import io.tenantry.access.signin.AccessAnswers.SignedIn;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.User;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;

/** The second half of a sign-in: the password was right, and the second factor is shown. */
@ApplicationScoped
class FactorSignIn {
    private final ControlPlane controlPlane;
    private final Challenges challenges;
    private final FactorAttempts attempts;
    private final Welcome welcome;

    FactorSignIn(
            ControlPlane controlPlane,
            Challenges challenges,
            FactorAttempts attempts,
            Welcome welcome) {
        this.controlPlane = controlPlane;
        this.challenges = challenges;
        this.attempts = attempts;
        this.welcome = welcome;
    }

    /**
     * Completes the sign-in.
     *
     * @throws ProblemException {@code challenge_invalid}, {@code second_factor_wrong} or {@code
     *     too_many_attempts}
     */
    SignedIn complete(String challenge, ShownFactor shown, SessionOrigin origin) {
        User user =
                controlPlane
                        .read(handle -> challenges.owner(handle, challenge))
                        .orElseThrow(FactorSignIn::invalid);
        return attempts.accept(
                user.id(),
                new Actor(SigningIn.NOBODY, origin.address()),
                shown,
                handle -> {
                    // Read afresh: the account may have changed, or another have spent it.
                    User current =
                            challenges
                                    .owner(handle, challenge)
                                    .filter(_ -> challenges.spend(handle, challenge))
                                    .orElseThrow(FactorSignIn::invalid);
                    return welcome.welcome(
                            handle, current, SignInMethods.PASSWORD.andFactor(), origin);
                });
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.CHALLENGE_INVALID,
                "the challenge is unknown, used or older than five minutes",
                "Sign in again with POST /api/v1/auth/login.");
    }
}
