package io.tenantry.access.signin;

import io.tenantry.access.signin.AccessAnswers.SignedIn;
import io.tenantry.access.signin.AccessAnswers.TenantOfMine;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.RefreshTokens;
import io.tenantry.access.token.RefreshTokens.Begun;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Begins the session of somebody who has shown who they are. */
@ApplicationScoped
class Welcome {
    private final Memberships memberships;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final AuditLog audit;

    Welcome(
            Memberships memberships,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            AuditLog audit) {
        this.memberships = memberships;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.audit = audit;
    }

    /** In the caller's transaction. */
    SignedIn welcome(Handle handle, User user, SignInMethods methods, SessionOrigin origin) {
        audit.append(
                handle,
                new AuditEntry(
                        new Actor(user.id(), origin.address()),
                        null,
                        "access.sign-in",
                        user.id(),
                        null,
                        Map.of("methods", new TreeSet<>(methods.names()))));
        List<TenantOfMine> tenants =
                memberships.of(handle, user.id()).stream().map(TenantOfMine::of).toList();
        Begun session = refreshTokens.begin(handle, user.id(), null, methods, origin);
        return new SignedIn(
                accessTokens.issue(Bearers.outside(user, session.family())),
                session.token(),
                accessTokens.lifetime().toSeconds(),
                tenants);
    }
}
