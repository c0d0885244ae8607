package io.tenantry.access.signin;

import io.tenantry.access.token.Bearer;
import io.tenantry.access.token.RefreshTokens.Family;
import io.tenantry.access.token.Versions;
import io.tenantry.access.user.Membership;
import io.tenantry.access.user.User;
import java.util.Set;

/** Makes what access tokens say of people out of what the control plane says. */
final class Bearers {
    private Bearers() {}

    /** In none of their tenants: what they are on the platform. */
    static Bearer outside(User user, Family session) {
        return new Bearer(
                user.id(),
                null,
                user.platformRoles(),
                Set.of(),
                null,
                session.id(),
                session.methods(),
                new Versions(user.version(), 0, 0));
    }

    /** In one of their tenants. */
    static Bearer in(Membership membership, User user, Family session) {
        return new Bearer(
                user.id(),
                membership.tenant(),
                membership.roles(),
                membership.permissions(),
                membership.department(),
                session.id(),
                session.methods(),
                new Versions(user.version(), membership.version(), membership.roleVersion()));
    }
}
