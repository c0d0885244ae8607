package io.tenantry.access.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.cdi.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

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
        SigningKey key = keys.signing();
        Instant now = controlPlane.now();
        JwtClaimsBuilder claims =
                Jwt.issuer(config.issuer())
                        .audience(config.audience())
                        .subject(bearer.userId())
                        .groups(bearer.roles())
                        .issuedAt(now)
                        .expiresAt(now.plus(config.lifetime()))
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
