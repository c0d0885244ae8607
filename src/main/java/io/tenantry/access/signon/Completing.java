package io.tenantry.access.signon;

import io.tenantry.access.factor.FactorAttempts;
import io.tenantry.access.factor.SecondFactors;
import io.tenantry.access.factor.ShownFactor;
import io.tenantry.access.signin.AccessAnswers.TenantChosen;
import io.tenantry.access.signin.Entering;
import io.tenantry.access.signon.Codes.Holder;
import io.tenantry.access.signon.Codes.Pair;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Membership;
import io.tenantry.access.user.Memberships;
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
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives whoever has signed on their session. */
@ApplicationScoped
class Completing {
    private static final int MOST_GUESSES = 10;

    private final Codes codes;
    private final Users users;
    private final Memberships memberships;
    private final Entering entering;
    private final SecondFactors factors;
    private final FactorAttempts attempts;
    private final Throttle guesses;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Completing(
            Codes codes,
            Users users,
            Memberships memberships,
            Entering entering,
            SecondFactors factors,
            FactorAttempts attempts,
            Throttles throttles,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.codes = codes;
        this.users = users;
        this.memberships = memberships;
        this.entering = entering;
        this.factors = factors;
        this.attempts = attempts;
        this.guesses = throttles.of("sign-on-code", MOST_GUESSES);
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * Changes a code for tokens.
     *
     * @param shown a second factor of this service, where the tenant wants one and the provider has
     *     not asked for it; or null
     * @throws ProblemException {@code sign_on_code_invalid}, {@code second_factor_required}, {@code
     *     second_factor_wrong}, {@code tenant_requires_second_factor} or {@code too_many_attempts}
     */
    TenantChosen complete(Pair pair, @Nullable ShownFactor shown, SessionOrigin origin) {
        guesses.admit(pair.code(), origin.address());
        Holder holder =
                controlPlane
                        .read(handle -> codes.find(handle, pair))
                        .orElseThrow(SignOnProblems::codeInvalid);
        guesses.forgive(pair.code(), origin.address());
        SignInMethods methods =
                holder.factor()
                        ? SignInMethods.SIGN_ON.andFactorElsewhere()
                        : SignInMethods.SIGN_ON;
        if (!controlPlane.read(handle -> wantsFactor(handle, holder, methods))) {
            return controlPlane.inTransaction(
                    handle -> enter(handle, pair, holder, methods, origin));
        }
        if (shown == null) {
            throw new ChallengeException(
                    ErrorCode.SECOND_FACTOR_REQUIRED,
                    "the organisation wants a second factor, and its provider has asked for none",
                    "Send the code again, with factorCode or recoveryCode.",
                    pair.code());
        }
        return attempts.accept(
                holder.userId(),
                new Actor(Returning.NOBODY, origin.address()),
                shown,
                handle -> enter(handle, pair, holder, methods.andFactor(), origin));
    }

    /** Whether they would be let in with a second factor, and have one. */
    private boolean wantsFactor(Handle handle, Holder holder, SignInMethods methods) {
        User user = user(handle, holder);
        return entering.refusal(handle, user, membership(handle, holder), methods)
                        .filter(why -> why.code() == ErrorCode.TENANT_REQUIRES_SECOND_FACTOR)
                        .isPresent()
                && factors.isOn(handle, user.id());
    }

    private TenantChosen enter(
            Handle handle, Pair pair, Holder holder, SignInMethods methods, SessionOrigin origin) {
        if (!codes.spend(handle, pair)) {
            throw SignOnProblems.codeInvalid();
        }
        User user = user(handle, holder);
        Membership membership = membership(handle, holder);
        entering.refusal(handle, user, membership, methods)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        audit.append(
                handle,
                new AuditEntry(
                        new Actor(user.id(), origin.address()),
                        holder.tenant(),
                        "access.sign-on",
                        user.id(),
                        null,
                        Map.of("methods", new TreeSet<>(methods.names()))));
        return entering.begin(handle, user, membership, methods, origin);
    }

    // Read afresh: two minutes are long enough to be removed in.
    private User user(Handle handle, Holder holder) {
        return users.byId(handle, holder.userId())
                .filter(User::active)
                .orElseThrow(SignOnProblems::codeInvalid);
    }

    private Membership membership(Handle handle, Holder holder) {
        return memberships
                .find(handle, holder.userId(), holder.tenant().value())
                .orElseThrow(SignOnProblems::codeInvalid);
    }
}
