package io.tenantry.benchmarks.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs access tokens that all three servers accept: Tenantry because the key stands in its control
 * plane before it starts, the peers because they are given its public half.
 */
final class TokenIssuer {

    static final String ISSUER = "https://bench.tenantry.localhost";
    static final String AUDIENCE = "tenantry";

    private static final int KEY_BITS = 2048;

    /** Longer than any run. */
    private static final Duration LIFETIME = Duration.ofHours(6);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ObjectMapper json = new ObjectMapper();
    private final String kid = Ulid.next();
    private final Instant now = Instant.now();
    private final KeyPair pair;

    TokenIssuer() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        pair = generator.generateKeyPair();
    }

    /** A token of a member of a tenant. */
    String issue(String tenant) throws GeneralSecurityException, JsonProcessingException {
        return issue(tenant, List.of("member"));
    }

    /** A token for a tenant with certain roles. */
    String issue(String tenant, List<String> roles)
            throws GeneralSecurityException, JsonProcessingException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("kid", kid);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("sub", Ulid.next());
        claims.put("groups", roles);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", Ulid.next());
        claims.put("tenant_id", tenant);
        String signed = encode(header) + "." + encode(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    /** Makes the key the signing key of a control plane that has none yet. */
    void install(DatabaseAddress controlPlane, SecretBox secrets) throws SQLException {
        LocalDateTime from = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        try (Connection connection = controlPlane.connect();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO signing_keys
                                    (kid, algorithm, public_key, private_secret, created_at, signs_from)
                                VALUES (?, 'RS256', ?, ?, ?, ?)
                                """)) {
            insert.setString(1, kid);
            insert.setBytes(2, pair.getPublic().getEncoded());
            insert.setBytes(
                    3, secrets.seal(pair.getPrivate().getEncoded(), SecretPlaces.signingKey(kid)));
            insert.setObject(4, from);
            insert.setObject(5, from);
            insert.executeUpdate();
        }
    }

    /** Writes the public half as PEM. */
    Path writePublicKey(Path file) throws IOException {
        String body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded());
        return Files.writeString(
                file, "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(body));
    }

    private String encode(Map<String, Object> part) throws JsonProcessingException {
        return BASE64.encodeToString(json.writeValueAsBytes(part));
    }
}
