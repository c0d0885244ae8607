package io.tenantry.access.signin;

import io.tenantry.access.Caller;
import io.tenantry.access.factor.FactorPolicy;
import io.tenantry.access.signin.AccessAnswers.TenantChosen;
import io.tenantry.access.signin.AccessAnswers.TenantOfMine;
import io.tenantry.access.signin.AccessAnswers.Tokens;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.access.token.RefreshTokens;
import io.tenantry.access.token.RefreshTokens.Begun;
import io.tenantry.access.token.RefreshTokens.Family;
import io.tenantry.access.token.RefreshTokens.Use;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Membership;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What follows from a sign-in: choosing a tenant, staying signed in, signing out. */
@ApplicationScoped
class Sessions {
    private final ControlPlane controlPlane;
    private final Users users;
    private final Memberships memberships;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final SessionRecords sessions;
    private final FactorPolicy policy;
    private final AuditLog audit;

    Sessions(
            ControlPlane controlPlane,
            Users users,
            Memberships memberships,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            SessionRecords sessions,
            FactorPolicy policy,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.memberships = memberships;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.policy = policy;
        this.audit = audit;
    }

    /** Begins a session in one of the caller's tenants. */
    TenantChosen choose(Caller caller, String tenant) {
        return controlPlane.inTransaction(handle -> choose(handle, caller, tenant));
    }

    private TenantChosen choose(Handle handle, Caller caller, String tenant) {
        User user =
                users.byId(handle, caller.userId())
                        .filter(User::active)
                        .orElseThrow(Sessions::tenantNotFound);
        Membership membership =
                memberships.find(handle, user.id(), tenant).orElseThrow(Sessions::tenantNotFound);
        SignInMethods methods = methods(handle, caller);
        policy.refusal(handle, membership.tenant(), user.id(), methods)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(),
                        membership.tenant(),
                        "access.tenant-chosen",
                        caller.userId(),
                        null,
                        null));
        Begun session =
                refreshTokens.begin(
                        handle, user.id(), membership.tenant(), methods, caller.origin());
        return new TenantChosen(
                accessTokens.issue(Bearers.in(membership, user, session.family())),
                session.token(),
                accessTokens.lifetime().toSeconds(),
                TenantOfMine.of(membership));
    }

    /** Read afresh: a second factor that was set up a moment ago counts at once. */
    private SignInMethods methods(Handle handle, Caller caller) {
        return caller.session()
                .flatMap(session -> sessions.methods(handle, session))
                .orElse(SignInMethods.UNKNOWN);
    }

    /** Uses a refresh token up and answers with new tokens for the same tenant. */
    Tokens refresh(String refreshToken, SessionOrigin origin) {
        // A reuse is an outcome of the transaction and not an exception: the end of the family
        // must be committed.
        Outcome outcome =
                controlPlane.inTransaction(handle -> refresh(handle, refreshToken, origin));
        return switch (outcome) {
            case Outcome.Renewed(Tokens tokens) -> tokens;
            case Outcome.Refused(ProblemException problem) -> throw problem;
        };
    }

    private Outcome refresh(Handle handle, String refreshToken, SessionOrigin origin) {
        return switch (refreshTokens.use(handle, refreshToken)) {
            case Use.Accepted(Family family) -> renew(handle, family, origin);
            case Use.Reused(Family family) -> {
                auditReuse(handle, family, origin.address());
                yield new Outcome.Refused(
                        new ProblemException(
                                ErrorCode.REFRESH_TOKEN_REUSED,
                                "the refresh token has been used before, so its session has ended",
                                "Sign in again; if you did not use it, change your password."));
            }
            case Use.Refused() -> refused();
        };
    }

    private Outcome renew(Handle handle, Family family, SessionOrigin origin) {
        Optional<Bearer> bearer = bearer(handle, family);
        if (bearer.isEmpty()) {
            refreshTokens.revoke(handle, family);
            return refused();
        }
        TenantId tenant = family.tenant();
        if (tenant != null) {
            Optional<ProblemException> refusal =
                    policy.refusal(handle, tenant, family.userId(), family.methods());
            if (refusal.isPresent()) {
                refreshTokens.revoke(handle, family);
                return new Outcome.Refused(refusal.get());
            }
        }
        return new Outcome.Renewed(
                new Tokens(
                        accessTokens.issue(bearer.get()),
                        refreshTokens.next(handle, family, origin),
                        accessTokens.lifetime().toSeconds()));
    }

    // Read afresh: the account may be closed by now, or the membership ended or changed.
    private Optional<Bearer> bearer(Handle handle, Family family) {
        Optional<User> user = users.byId(handle, family.userId()).filter(User::active);
        TenantId tenant = family.tenant();
        return tenant == null
                ? user.map(who -> Bearers.outside(who, family))
                : user.flatMap(who ->
                        memberships
                                .find(handle, who.id(), tenant.value())
                                .map(membership -> Bearers.in(membership, who, family)));
    }

    /** Ends the session of a refresh token; one that is unknown or over is no error. */
    void end(String refreshToken, String address) {
        controlPlane.useTransaction(handle ->
                refreshTokens
                        .end(handle, refreshToken)
                        .ifPresent(family ->
                                audit.append(
                                        handle,
                                        entry(
                                                family,
                                                family.userId(),
                                                address,
                                                "access.sign-out"))));
    }

    private void auditReuse(Handle handle, Family family, String address) {
        audit.append(handle, entry(family, "anonymous", address, "access.refresh-reused"));
    }

    private static AuditEntry entry(Family family, String actor, String address, String action) {
        return new AuditEntry(
                new Actor(actor, address), family.tenant(), action, family.userId(), null, null);
    }

    private static Outcome refused() {
        return new Outcome.Refused(
                new ProblemException(
                        ErrorCode.REFRESH_TOKEN_INVALID,
                        "the refresh token is unknown, has expired or was revoked",
                        "Sign in again."));
    }

    private static ProblemException tenantNotFound() {
        return new ProblemException(
                ErrorCode.TENANT_NOT_FOUND,
                "you belong to no tenant with this id or slug",
                "Choose one that GET /api/v1/me lists.");
    }

    private sealed interface Outcome {
        record Renewed(Tokens tokens) implements Outcome {}

        record Refused(ProblemException problem) implements Outcome {}
    }
}
