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

    /**
     * Issues a token.
     *
     * @param userId becomes the subject
     * @param tenant the tenant that the bearer works in, or null if none is chosen yet
     * @param roles what the bearer is: in that tenant, or else on the platform
     */
    public String issue(String userId, @Nullable TenantId tenant, Set<String> roles) {
        SigningKey key = keys.signing();
        Instant now = controlPlane.now();
        JwtClaimsBuilder claims =
                Jwt.issuer(config.issuer())
                        .audience(config.audience())
                        .subject(userId)
                        .groups(roles)
                        .issuedAt(now)
                        .expiresAt(now.plus(config.lifetime()))
                        .claim("jti", Ulid.at(now));
        if (tenant != null) {
            claims.claim(tenantClaim, tenant.value());
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
