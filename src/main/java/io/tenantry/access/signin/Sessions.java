package io.tenantry.access.signin;

import io.tenantry.access.Caller;
import io.tenantry.access.signin.AccessAnswers.TenantChosen;
import io.tenantry.access.signin.AccessAnswers.Tokens;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.access.token.RefreshTokens;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What follows from a sign-in: choosing a tenant, staying signed in, signing out. */
@ApplicationScoped
public class Sessions {
    private final ControlPlane controlPlane;
    private final Users users;
    private final Memberships memberships;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final SessionRecords sessions;
    private final Entering entering;
    private final AuditLog audit;

    Sessions(
            ControlPlane controlPlane,
            Users users,
            Memberships memberships,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            SessionRecords sessions,
            Entering entering,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.memberships = memberships;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.entering = entering;
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
        demandNotConfined(handle, caller, tenant);
        Membership membership =
                memberships.find(handle, user.id(), tenant).orElseThrow(Sessions::tenantNotFound);
        SignInMethods methods = methods(handle, caller);
        entering.refusal(handle, user, membership, methods)
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
        return entering.begin(handle, user, membership, methods, caller.origin());
    }

    /** A provider speaks for its own tenant; the others are not even named. */
    private void demandNotConfined(Handle handle, Caller caller, String tenant) {
        if (!caller.isBySignOn()) {
            return;
        }
        boolean its =
                memberships
                        .find(handle, caller.userId(), caller.tenantId().orElse(""))
                        .filter(own ->
                                tenant.equals(own.slug()) || tenant.equals(own.tenant().value()))
                        .isPresent();
        if (!its) {
            throw Caller.confined();
        }
    }

    /** Read afresh: a second factor that was set up a moment ago counts at once. */
    private SignInMethods methods(Handle handle, Caller caller) {
        SignInMethods methods =
                caller.session()
                        .flatMap(session -> sessions.methods(handle, session))
                        .orElse(SignInMethods.UNKNOWN);
        // Also if the session has ended this moment: what came of a sign-on remains one.
        return caller.isBySignOn() ? methods.andSignOn() : methods;
    }

    /** Uses a refresh token up and answers with new tokens for the same tenant. */
    Tokens refresh(String refreshToken, SessionOrigin origin) {
        return refreshed(handle -> refresh(handle, refreshToken, origin));
    }

    /**
     * Uses the refresh token of a session up.
     *
     * @param slug of the tenant that the session has to be in; empty if in none
     * @throws ProblemException the session has ended: {@code refresh_token_invalid}, {@code
     *     refresh_token_reused}, {@code tenant_requires_second_factor} or {@code sign_on_required}
     */
    public Tokens refresh(String refreshToken, String slug, SessionOrigin origin) {
        return refreshed(handle -> {
            Outcome outcome = refresh(handle, refreshToken, origin);
            if (!(outcome instanceof Outcome.Renewed(Tokens tokens))
                    || tokens.slug().equals(slug)) {
                return outcome;
            }
            refreshTokens.end(handle, refreshToken);
            return refused();
        });
    }

    private Tokens refreshed(Function<Handle, Outcome> work) {
        // A reuse is an outcome of the transaction and not an exception: the end of the family
        // must be committed.
        return switch (controlPlane.inTransaction(work)) {
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
        // Read afresh: the account may be closed by now, or the membership ended or changed.
        Optional<User> user = users.byId(handle, family.userId()).filter(User::active);
        TenantId tenant = family.tenant();
        if (user.isPresent() && tenant == null) {
            return renewed(handle, family, origin, Bearers.outside(user.get(), family), "");
        }
        Optional<Membership> membership =
                user.flatMap(who ->
                        memberships.find(handle, who.id(), Objects.requireNonNull(tenant).value()));
        if (membership.isEmpty()) {
            refreshTokens.revoke(handle, family);
            return refused();
        }
        Optional<ProblemException> refusal =
                entering.refusal(handle, user.orElseThrow(), membership.get(), family.methods());
        if (refusal.isPresent()) {
            refreshTokens.revoke(handle, family);
            return new Outcome.Refused(refusal.get());
        }
        return renewed(
                handle,
                family,
                origin,
                Bearers.in(membership.get(), user.orElseThrow(), family),
                membership.get().slug());
    }

    private Outcome renewed(
            Handle handle, Family family, SessionOrigin origin, Bearer bearer, String slug) {
        return new Outcome.Renewed(
                new Tokens(
                        accessTokens.issue(bearer),
                        refreshTokens.next(handle, family, origin),
                        accessTokens.lifetime().toSeconds(),
                        slug));
    }

    /** Ends the session of a refresh token; one that is unknown or over is no error. */
    public void end(String refreshToken, String address) {
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
        return new Outcome.Refused(refreshTokenInvalid());
    }

    /** That a refresh token is of no use. */
    public static ProblemException refreshTokenInvalid() {
        return new ProblemException(
                ErrorCode.REFRESH_TOKEN_INVALID,
                "the refresh token is unknown, has expired or was revoked",
                "Sign in again.");
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
