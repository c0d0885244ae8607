package io.tenantry.access.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Permission.Realm;
import io.tenantry.access.Roles;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Whoever holds a token that was verified. */
final class VerifiedCaller extends DefaultJWTCallerPrincipal {
    static final String PERMISSIONS = "permissions";
    static final String SESSION = "sid";
    static final String DEPARTMENT = "department";

    private static final Map<String, Claims> STANDARD =
            Arrays.stream(Claims.values()).collect(Collectors.toMap(Claims::name, claim -> claim));
    private static final Set<String> WITHIN_TENANTS = Permission.names(Realm.TENANT);

    private final @Nullable String tenant;
    private final String session;
    private final String visit;
    private final Versions versions;
    private final Set<String> permissions;

    VerifiedCaller(String type, JwtClaims claims, String tenantClaim) {
        super(type, claims);
        this.tenant = text(claims, tenantClaim);
        String sid = text(claims, SESSION);
        this.session = sid == null ? "" : sid;
        String stay = text(claims, Caller.VISIT);
        this.visit = stay == null ? "" : stay;
        this.versions = Versions.of(claims.getClaimValue(Versions.CLAIM));
        this.permissions = permitted(claims);
    }

    /** The tenant that the token names. */
    @Nullable String tenant() {
        return tenant;
    }

    /** The session that the token belongs to; empty if to none. */
    String session() {
        return session;
    }

    /** The visit that the token belongs to; empty if its bearer is no guest. */
    String visit() {
        return visit;
    }

    Versions versions() {
        return versions;
    }

    /** What the token permits, by name. */
    Set<String> permissions() {
        return permissions;
    }

    private Set<String> permitted(JwtClaims claims) {
        Set<String> all = new HashSet<>();
        for (String role : getGroups()) {
            // In a tenant everybody is a member like any other, whatever they are elsewhere.
            if (tenant == null || !Roles.ofPlatform(role)) {
                all.addAll(Roles.permitted(role));
            }
        }
        if (tenant != null && claims.getClaimValue(PERMISSIONS) instanceof Collection<?> own) {
            own.stream()
                    .map(VerifiedCaller::word)
                    .filter(WITHIN_TENANTS::contains)
                    .forEach(all::add);
        }
        return Set.copyOf(all);
    }

    // What is in a list has become JSON.
    private static String word(Object element) {
        return element instanceof JsonString json ? json.getString() : element.toString();
    }

    private static @Nullable String text(JwtClaims claims, String name) {
        return claims.getClaimValue(name) instanceof String text ? text : null;
    }

    // Inherited, this throws and catches an exception for each claim of our own, twice a request.
    @Override
    protected Claims getClaimType(String claimName) {
        return STANDARD.getOrDefault(claimName, Claims.UNKNOWN);
    }
}
