package io.tenantry.access.signin;

import io.quarkus.arc.All;
import io.tenantry.access.factor.FactorPolicy;
import io.tenantry.access.signin.AccessAnswers.TenantChosen;
import io.tenantry.access.signin.AccessAnswers.TenantOfMine;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.RefreshTokens;
import io.tenantry.access.token.RefreshTokens.Begun;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Membership;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lets people into their tenants; each method joins the caller's transaction. */
@ApplicationScoped
public class Entering {
    private final Memberships memberships;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final FactorPolicy policy;
    private final List<EntryRule> rules;

    Entering(
            Memberships memberships,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            FactorPolicy policy,
            @All List<EntryRule> rules) {
        this.memberships = memberships;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.policy = policy;
        this.rules = rules;
    }

    /** Why somebody who has signed in like this is not let into a tenant; empty if they are. */
    public Optional<ProblemException> refusal(
            Handle handle, User user, Membership membership, SignInMethods methods) {
        return byRules(handle, user, membership, methods)
                .or(() -> policy.refusal(handle, membership.tenant(), user.id(), methods));
    }

    /**
     * Why a session of somebody would be of no use: they belong to tenants, and none lets them in
     * like this, whatever else they show.
     */
    Optional<ProblemException> refusalEverywhere(Handle handle, User user, SignInMethods methods) {
        if (user.platformRole() != null) {
            return Optional.empty();
        }
        Optional<ProblemException> first = Optional.empty();
        for (Membership membership : memberships.of(handle, user.id())) {
            Optional<ProblemException> refusal = byRules(handle, user, membership, methods);
            if (refusal.isEmpty()) {
                return refusal;
            }
            first = first.or(() -> refusal);
        }
        return first;
    }

    private Optional<ProblemException> byRules(
            Handle handle, User user, Membership membership, SignInMethods methods) {
        return rules.stream()
                .flatMap(rule -> rule.refusal(handle, user, membership, methods).stream())
                .findFirst();
    }

    /** Begins a session in a tenant, for somebody whom nothing is against. */
    public TenantChosen begin(
            Handle handle,
            User user,
            Membership membership,
            SignInMethods methods,
            SessionOrigin origin) {
        Begun session =
                refreshTokens.begin(handle, user.id(), membership.tenant(), methods, origin);
        return new TenantChosen(
                accessTokens.issue(Bearers.in(membership, user, session.family())),
                session.token(),
                accessTokens.lifetime().toSeconds(),
                TenantOfMine.of(membership));
    }
}
