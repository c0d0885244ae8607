package io.tenantry.access.signin;

import io.tenantry.access.password.Passwords;
import io.tenantry.access.signin.AccessAnswers.SignedIn;
import io.tenantry.access.signin.AccessAnswers.TenantOfMine;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.RefreshTokens;
import io.tenantry.access.token.RefreshTokens.Begun;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Proves who somebody is, by password. */
@ApplicationScoped
class SigningIn {
    private static final String NOBODY = "anonymous";

    private final ControlPlane controlPlane;
    private final SignInThrottle throttle;
    private final Passwords passwords;
    private final Users users;
    private final Memberships memberships;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final AuditLog audit;

    SigningIn(
            ControlPlane controlPlane,
            SignInThrottle throttle,
            Passwords passwords,
            Users users,
            Memberships memberships,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.throttle = throttle;
        this.passwords = passwords;
        this.users = users;
        this.memberships = memberships;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
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
        return controlPlane.inTransaction(h -> welcome(h, account.orElseThrow(), origin));
    }

    private SignedIn welcome(Handle handle, User user, SessionOrigin origin) {
        audit.append(
                handle,
                new AuditEntry(
                        new Actor(user.id(), origin.address()),
                        null,
                        "access.sign-in",
                        user.id(),
                        null,
                        null));
        List<TenantOfMine> tenants =
                memberships.of(handle, user.id()).stream().map(TenantOfMine::of).toList();
        Begun session = refreshTokens.begin(handle, user.id(), null, origin);
        return new SignedIn(
                accessTokens.issue(Bearers.outside(user, session.family())),
                session.token(),
                accessTokens.lifetime().toSeconds(),
                tenants);
    }

    // What was typed as an address is not recorded: people type passwords there.
    private void refuse(@Nullable String userId, String address) {
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                new Actor(NOBODY, address),
                                null,
                                "access.sign-in-failed",
                                userId,
                                null,
                                null)));
        throw new ProblemException(
                ErrorCode.BAD_CREDENTIALS,
                "no account has this e-mail address and this password",
                "Check both and try again.");
    }
}
