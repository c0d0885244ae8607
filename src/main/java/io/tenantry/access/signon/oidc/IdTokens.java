package io.tenantry.access.signon.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Believes ID tokens or not (OpenID Connect Core 1.0, section 3.1.3.7). The key is looked up by its
 * id among those that the provider publishes, and only signatures by a key pair count: neither
 * {@code none} nor a hash with a key that everybody knows.
 */
@Singleton
class IdTokens {
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    private static final AlgorithmConstraints KEY_PAIRS_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new));
    private static final int SKEW_SECONDS = 60;
    private static final int LONGEST_SUBJECT = 255;

    /** Which fault each of the library's is. */
    private static final Map<Integer, ProviderFault> FAULTS =
            Map.of(
                    ErrorCodes.EXPIRED, ProviderFault.TOKEN_EXPIRED,
                    ErrorCodes.NOT_YET_VALID, ProviderFault.TOKEN_EXPIRED,
                    ErrorCodes.ISSUED_AT_INVALID_FUTURE, ProviderFault.TOKEN_EXPIRED,
                    ErrorCodes.ISSUER_INVALID, ProviderFault.TOKEN_ISSUER,
                    ErrorCodes.ISSUER_MISSING, ProviderFault.TOKEN_ISSUER,
                    ErrorCodes.AUDIENCE_INVALID, ProviderFault.TOKEN_AUDIENCE,
                    ErrorCodes.AUDIENCE_MISSING, ProviderFault.TOKEN_AUDIENCE,
                    ErrorCodes.SIGNATURE_INVALID, ProviderFault.TOKEN_SIGNATURE,
                    ErrorCodes.SIGNATURE_MISSING, ProviderFault.TOKEN_ALGORITHM);

    private final KnownProviders providers;
    private final ControlPlane controlPlane;
    private final ObjectMapper json;

    IdTokens(KnownProviders providers, ControlPlane controlPlane, ObjectMapper json) {
        this.providers = providers;
        this.controlPlane = controlPlane;
        this.json = json;
    }

    /**
     * The claims of a token that is to be believed.
     *
     * @param nonce that the sign-on was begun with
     * @throws ProviderException that says why it is not to be believed
     */
    IdClaims verify(String token, Client client, String nonce) {
        JsonWebSignature signature = demandSigned(token);
        Key key = key(signature, client.issuer());
        try {
            JwtClaims claims = consumer(client, key).processToClaims(token);
            demandNonce(claims, nonce);
            demandAuthorizedParty(claims, client);
            return claims(client.issuer(), claims);
        } catch (InvalidJwtException refused) {
            throw refusal(refused);
        } catch (MalformedClaimException malformed) {
            throw malformed(malformed);
        }
    }

    private static JsonWebSignature demandSigned(String token) {
        try {
            JsonWebStructure structure = JsonWebStructure.fromCompactSerialization(token);
            if (structure instanceof JsonWebSignature signature
                    && ALGORITHMS.contains(signature.getAlgorithmHeaderValue())) {
                return signature;
            }
        } catch (JoseException malformed) {
            throw malformed(malformed);
        }
        throw new ProviderException(
                ProviderFault.TOKEN_ALGORITHM, "the ID token is not signed with a key pair");
    }

    private Key key(JsonWebSignature signature, String issuer) {
        JsonWebKeySet keys = providers.keys(issuer, found -> find(found, signature) != null);
        Key key = find(keys, signature);
        if (key == null) {
            throw new ProviderException(
                    ProviderFault.TOKEN_KEY, "the ID token's key is not one of the provider's");
        }
        return key;
    }

    private static @Nullable Key find(JsonWebKeySet keys, JsonWebSignature signature) {
        String kid = signature.getKeyIdHeaderValue();
        List<PublicJsonWebKey> fit =
                keys.getJsonWebKeys().stream()
                        .filter(key -> kid == null || kid.equals(key.getKeyId()))
                        .filter(key -> isFor(key, signature))
                        .map(PublicJsonWebKey.class::cast)
                        .toList();
        // Without an id there must be no choice.
        return fit.size() == 1 || (kid != null && !fit.isEmpty())
                ? fit.getFirst().getPublicKey()
                : null;
    }

    private static boolean isFor(JsonWebKey key, JsonWebSignature signature) {
        String type = signature.getAlgorithmHeaderValue().startsWith("ES") ? "EC" : "RSA";
        return key instanceof PublicJsonWebKey
                && key.getKeyType().equals(type)
                && (key.getUse() == null || key.getUse().equals("sig"))
                && (key.getAlgorithm() == null
                        || key.getAlgorithm().equals(signature.getAlgorithmHeaderValue()));
    }

    private JwtConsumer consumer(Client client, Key key) {
        long now = controlPlane.now().toEpochMilli();
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(KEY_PAIRS_ONLY)
                .setVerificationKey(key)
                .setExpectedIssuer(client.issuer())
                .setExpectedAudience(client.id())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(now))
                .build();
    }

    private static void demandNonce(JwtClaims claims, String nonce) throws MalformedClaimException {
        String stated = Objects.requireNonNullElse(claims.getStringClaimValue("nonce"), "");
        if (!MessageDigest.isEqual(bytes(stated), bytes(nonce))) {
            throw new ProviderException(
                    ProviderFault.TOKEN_NONCE, "the ID token is of another sign-on");
        }
    }

    private static void demandAuthorizedParty(JwtClaims claims, Client client)
            throws MalformedClaimException {
        String party = claims.getStringClaimValue("azp");
        boolean needed = claims.getAudience().size() > 1;
        if (party == null ? needed : !party.equals(client.id())) {
            throw new ProviderException(
                    ProviderFault.TOKEN_AUDIENCE, "the ID token was made for another client");
        }
    }

    private IdClaims claims(String issuer, JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw malformed(null);
        }
        try {
            JsonNode all = json.readTree(claims.getRawJson());
            return new IdClaims(issuer, subject, all);
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed);
        }
    }

    private static ProviderException refusal(InvalidJwtException refused) {
        ProviderFault fault =
                FAULTS.entrySet().stream()
                        .filter(each -> refused.hasErrorCode(each.getKey()))
                        .map(Map.Entry::getValue)
                        .min(ProviderFault::compareTo)
                        .orElse(ProviderFault.TOKEN_MALFORMED);
        String what =
                switch (fault) {
                    case TOKEN_SIGNATURE -> "the ID token's signature is not the provider's";
                    case TOKEN_ISSUER -> "the ID token is of another issuer";
                    case TOKEN_AUDIENCE -> "the ID token is for another client";
                    case TOKEN_EXPIRED -> "the ID token has expired, or is not good yet";
                    default -> "the ID token lacks something";
                };
        return new ProviderException(fault, what, refused);
    }

    private static ProviderException malformed(@Nullable Throwable cause) {
        return new ProviderException(
                ProviderFault.TOKEN_MALFORMED, "what the provider sends is no ID token", cause);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
