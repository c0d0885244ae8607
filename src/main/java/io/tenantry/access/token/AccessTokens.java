package io.tenantry.access.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.tenantry.access.Caller;
import io.tenantry.access.Roles;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.cdi.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues access tokens. */
@ApplicationScoped
public class AccessTokens {
    private final SigningKeys keys;
    private final TokenConfig config;
    private final ControlPlane controlPlane;
    private final String tenantClaim;

    AccessTokens(
            SigningKeys keys,
            TokenConfig config,
            ControlPlane controlPlane,
            RoutingConfig routing) {
        this.keys = keys;
        this.config = config;
        this.controlPlane = controlPlane;
        this.tenantClaim = routing.claim();
    }

    /** Issues a token. */
    public String issue(Bearer bearer) {
        Instant now = controlPlane.now();
        return sign(claims(bearer, now, now.plus(config.lifetime())));
    }

    /**
     * Issues a token to somebody of the platform who is a guest in a tenant.
     *
     * @param session theirs on the platform, with which the token ends
     * @param until when it ends at the latest
     */
    public GuestToken issueToGuest(
            TenantId tenant,
            String userId,
            int userVersion,
            Set<String> permissions,
            @Nullable String session,
            String visit,
            Instant until) {
        Bearer guest =
                new Bearer(
                        userId,
                        tenant,
                        Set.of(Roles.SUPPORT_GUEST),
                        permissions,
                        null,
                        session,
                        SignInMethods.UNKNOWN,
                        Versions.ofGuest(userVersion));
        Instant now = controlPlane.now();
        Instant usual = now.plus(config.lifetime());
        Instant expiry = until.isBefore(usual) ? until : usual;
        return new GuestToken(sign(claims(guest, now, expiry).claim(Caller.VISIT, visit)), expiry);
    }

    /** A token of a guest, and when it expires. */
    public record GuestToken(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "GuestToken[" + expiresAt + "]";
        }
    }

    private JwtClaimsBuilder claims(Bearer bearer, Instant now, Instant expiry) {
        JwtClaimsBuilder claims =
                Jwt.issuer(config.issuer())
                        .audience(config.audience())
                        .subject(bearer.userId())
                        .groups(bearer.roles())
                        .issuedAt(now)
                        .expiresAt(expiry)
                        .claim("jti", Ulid.at(now))
                        .claim(Versions.CLAIM, bearer.versions().claim());
        TenantId tenant = bearer.tenant();
        if (tenant != null) {
            claims.claim(tenantClaim, tenant.value());
        }
        if (!bearer.permissions().isEmpty()) {
            claims.claim(VerifiedCaller.PERMISSIONS, bearer.permissions());
        }
        if (bearer.department() != null) {
            claims.claim(VerifiedCaller.DEPARTMENT, bearer.department());
        }
        if (bearer.session() != null) {
            claims.claim(VerifiedCaller.SESSION, bearer.session());
        }
        if (!bearer.methods().names().isEmpty()) {
            claims.claim(SignInMethods.CLAIM, bearer.methods().names());
        }
        return claims;
    }

    private String sign(JwtClaimsBuilder claims) {
        SigningKey key = keys.signing();
        return claims.jws()
                .keyId(key.kid())
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key.privateKey());
    }

    /** How long a token lives from its issue. */
    public Duration lifetime() {
        return config.lifetime();
    }
}
