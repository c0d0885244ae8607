package io.tenantry.access.token;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The signing keys in the control plane, their private halves sealed. */
@ApplicationScoped
class SigningKeyStore {
    private static final int KEY_BITS = 2048;
    private static final String ALGORITHM = "RS256";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final SecretBox secrets;

    SigningKeyStore(ControlPlane controlPlane, SecretBox secrets) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
    }

    /**
     * All keys whose tokens may still be alive, newest first.
     *
     * @param retiredAfter keys retired before this are left out
     */
    List<SigningKey> list(Instant retiredAfter) {
        return controlPlane.read(handle -> list(handle, retiredAfter));
    }

    /** Makes the first key, unless another replica has; afterwards there is one. */
    void ensureOne() {
        controlPlane.<Boolean>exclusively(
                "first-key",
                PATIENCE,
                handle -> {
                    boolean missing = list(handle, controlPlane.now()).isEmpty();
                    if (missing) {
                        insert(handle, generate());
                    }
                    return missing;
                });
    }

    private List<SigningKey> list(Handle handle, Instant retiredAfter) {
        return handle.createQuery(
                        """
                        SELECT kid, public_key, private_secret, signs_from, retired_at
                        FROM signing_keys
                        WHERE algorithm = :algorithm
                          AND (retired_at IS NULL OR retired_at > :retiredAfter)
                        ORDER BY signs_from DESC, kid DESC
                        """)
                .bind("algorithm", ALGORITHM)
                .bind("retiredAfter", retiredAfter)
                .map(this::key)
                .list();
    }

    private void insert(Handle handle, KeyPair pair) {
        Instant now = controlPlane.now();
        String kid = Ulid.at(now);
        handle.createUpdate(
                        """
                        INSERT INTO signing_keys
                            (kid, algorithm, public_key, private_secret, created_at, signs_from)
                        VALUES
                            (:kid, :algorithm, :public, :private, :now, :now)
                        """)
                .bind("kid", kid)
                .bind("algorithm", ALGORITHM)
                .bind("public", pair.getPublic().getEncoded())
                .bind(
                        "private",
                        secrets.seal(pair.getPrivate().getEncoded(), SecretPlaces.signingKey(kid)))
                .bind("now", now)
                .execute();
    }

    private SigningKey key(ResultSet row, StatementContext context) throws SQLException {
        String kid = row.getString("kid");
        byte[] opened = secrets.open(row.getBytes("private_secret"), SecretPlaces.signingKey(kid));
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new SigningKey(
                    kid,
                    (RSAPublicKey)
                            rsa.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
                    (RSAPrivateKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(opened)),
                    context.findColumnMapperFor(Instant.class)
                            .orElseThrow()
                            .map(row, "signs_from", context),
                    context.findColumnMapperFor(Instant.class)
                            .orElseThrow()
                            .map(row, "retired_at", context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key %s cannot be read".formatted(kid), e);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }
}
