package io.tenantry.access.token;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.cdi.RoutingConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.util.List;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies access tokens against our own keys. It runs on an event loop, so it works from memory.
 *
 * <p>Only RS256 is accepted, and the key is found by its id among ours: a token can neither choose
 * another algorithm nor bring a key along.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class TokenVerifier extends JWTCallerPrincipalFactory {
    private static final AlgorithmConstraints RS256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private final SigningKeys keys;
    private final TokenConfig config;
    private final ControlPlane controlPlane;
    private final VerifiedTokens verified;
    private final Revocations revocations;
    private final String tenantClaim;

    TokenVerifier(
            SigningKeys keys,
            TokenConfig config,
            ControlPlane controlPlane,
            VerifiedTokens verified,
            Revocations revocations,
            RoutingConfig routing) {
        this.keys = keys;
        this.config = config;
        this.controlPlane = controlPlane;
        this.verified = verified;
        this.revocations = revocations;
        this.tenantClaim = routing.claim();
    }

    /**
     * @throws ParseException if the token is not ours or has expired; its cause is a {@link
     *     ProblemException} that says which
     */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        VerifiedCaller known = verified.find(token, controlPlane.now());
        VerifiedCaller caller = known != null ? known : verify(token);
        if (revocations.covers(caller)) {
            throw refusal(
                    new ProblemException(
                            ErrorCode.TOKEN_REVOKED,
                            "the access token is void: the session has ended, or what the caller"
                                    + " may do has changed",
                            "Get a new one with POST /api/v1/auth/refresh, or sign in again."));
        }
        return caller;
    }

    private VerifiedCaller verify(String token) throws ParseException {
        try {
            JwtContext context = consumer().process(token);
            JsonWebStructure signature = context.getJoseObjects().getFirst();
            JwtClaims claims = context.getJwtClaims();
            claims.setClaim(Claims.raw_token.name(), token);
            VerifiedCaller principal =
                    new VerifiedCaller(signature.getHeader("typ"), claims, tenantClaim);
            verified.remember(
                    token,
                    principal,
                    signature.getKeyIdHeaderValue(),
                    claims.getExpirationTime().getValueInMillis());
            return principal;
        } catch (InvalidJwtException | MalformedClaimException refused) {
            throw refusal(refused);
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(RS256_ONLY)
                .setVerificationKeyResolver(this::key)
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(config.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .setAllowedClockSkewInSeconds(Math.toIntExact(config.skew().toSeconds()))
                .setEvaluationTime(NumericDate.fromMilliseconds(controlPlane.now().toEpochMilli()))
                .build();
    }

    private Key key(JsonWebSignature signature, List<JsonWebStructure> nesting)
            throws UnresolvableKeyException {
        String kid = signature.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("the token does not name its key");
        }
        return keys.find(kid)
                .map(SigningKey::publicKey)
                .orElseThrow(() -> new UnresolvableKeyException("the token's key is not ours"));
    }

    private static ParseException refusal(Exception why) {
        // "Expired" is said only of a token that is ours in every other way.
        boolean onlyExpired =
                why instanceof InvalidJwtException invalid
                        && invalid.getErrorDetails().size() == 1
                        && invalid.hasErrorCode(ErrorCodes.EXPIRED);
        ProblemException problem =
                onlyExpired
                        ? new ProblemException(
                                ErrorCode.TOKEN_EXPIRED,
                                "the access token has expired",
                                "Get a new one with POST /api/v1/auth/refresh.",
                                null,
                                why)
                        : new ProblemException(
                                ErrorCode.TOKEN_INVALID,
                                "the access token is not one of this service",
                                "Sign in with POST /api/v1/auth/login.",
                                null,
                                why);
        return refusal(problem);
    }

    private static ParseException refusal(ProblemException problem) {
        return new ParseException(problem.detail(), problem);
    }
}
