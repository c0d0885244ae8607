package io.tenantry.access.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;

/** Whoever holds a token that was verified. */
final class VerifiedCaller extends DefaultJWTCallerPrincipal {
    private static final Map<String, Claims> STANDARD =
            Arrays.stream(Claims.values()).collect(Collectors.toMap(Claims::name, claim -> claim));

    VerifiedCaller(String type, JwtClaims claims) {
        super(type, claims);
    }

    // Inherited, this throws and catches an exception for each claim of our own, twice a request.
    @Override
    protected Claims getClaimType(String claimName) {
        return STANDARD.getOrDefault(claimName, Claims.UNKNOWN);
    }
}
