package io.tenantry.access.token;

import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Tokens that this service signed but would never have issued. */
@ApplicationScoped
public class ForgedTokens {
    private final SigningKeys keys;
    private final TokenConfig config;

    ForgedTokens(SigningKeys keys, TokenConfig config) {
        this.keys = keys;
        this.config = config;
    }

    /** A member's token with any value at all as its tenant claim. */
    public String withTenantClaim(Object claim) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(config.audience());
        claims.setSubject(Ulid.next());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setGeneratedJwtId();
        claims.setStringListClaim("groups", List.of("member"));
        claims.setClaim("tenant_id", claim);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue(keys.signing().kid());
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKey(keys.signing().privateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
