package io.tenantry.access.token;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives callers the permissions that their verified token carries, from memory. */
@ApplicationScoped
class GrantedPermissions implements SecurityIdentityAugmentor {
    private static final Pattern COMMA = Pattern.compile(",");

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof VerifiedCaller caller)) {
            return Uni.createFrom().item(identity);
        }
        Set<String> granted = caller.permissions();
        return Uni.createFrom()
                .item(
                        QuarkusSecurityIdentity.builder(identity)
                                .addPermissionChecker(
                                        wanted -> Uni.createFrom().item(isGranted(granted, wanted)))
                                .build());
    }

    // "design:read" stands in an annotation; the framework takes it apart at the colon, and joins
    // several of one noun, of which any is enough.
    private static boolean isGranted(Set<String> granted, Permission wanted) {
        if (!(wanted instanceof StringPermission named)) {
            return granted.contains(wanted.getName());
        }
        return COMMA.splitAsStream(named.getActions())
                .anyMatch(action -> granted.contains(named.getName() + ":" + action));
    }
}
