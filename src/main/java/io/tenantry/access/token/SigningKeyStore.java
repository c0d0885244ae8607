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
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The signing keys in the control plane, their private halves sealed. */
@ApplicationScoped
class SigningKeyStore {
    private static final int KEY_BITS = 2048;
    private static final String ALGORITHM = "RS256";
    private static final String LOCK = "signing-keys";
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
        this.<Boolean>exclusively(handle -> {
            Instant now = controlPlane.now();
            boolean missing = list(handle, now).isEmpty();
            if (missing) {
                insert(handle, generate(), now);
            }
            return missing;
        });
    }

    /** Runs the work in a transaction while no other replica changes the keys. */
    <R> R exclusively(Function<Handle, R> work) {
        return controlPlane.exclusively(
                LOCK, PATIENCE, handle -> handle.inTransaction(work::apply));
    }

    /** As {@link #list(Instant)}, in the caller's transaction. */
    List<SigningKey> list(Handle handle, Instant retiredAfter) {
        return handle.createQuery(
                        """
                        SELECT kid, public_key, private_secret, signs_from, retired_at
                        FROM signing_keys
                        WHERE algorithm = :algorithm
                          AND (retired_at IS NULL OR retired_at > :retiredAfter)
                          AND private_secret <> ''
                        ORDER BY signs_from DESC, kid DESC
                        """)
                .bind("algorithm", ALGORITHM)
                .bind("retiredAfter", retiredAfter)
                .map(this::key)
                .list();
    }

    /**
     * Adds a key.
     *
     * @param signsFrom when it begins to sign; from now until then it is only published
     */
    NewKey insert(Handle handle, KeyPair pair, Instant signsFrom) {
        Instant now = controlPlane.now();
        String kid = Ulid.at(now);
        handle.createUpdate(
                        """
                        INSERT INTO signing_keys
                            (kid, algorithm, public_key, private_secret, created_at, signs_from)
                        VALUES
                            (:kid, :algorithm, :public, :private, :now, :signsFrom)
                        """)
                .bind("kid", kid)
                .bind("algorithm", ALGORITHM)
                .bind("public", pair.getPublic().getEncoded())
                .bind(
                        "private",
                        secrets.seal(pair.getPrivate().getEncoded(), SecretPlaces.signingKey(kid)))
                .bind("now", now)
                .bind("signsFrom", signsFrom)
                .execute();
        return new NewKey(kid, signsFrom);
    }

    /** Notes since when a key signs no more; does nothing if that is noted already. */
    void stopSigning(Handle handle, String kid, Instant since) {
        handle.createUpdate(
                        """
                        UPDATE signing_keys SET retired_at = :since
                        WHERE kid = :kid AND retired_at IS NULL
                        """)
                .bind("since", since)
                .bind("kid", kid)
                .execute();
    }

    /** The ids of keys that stopped signing before then and still have their private half. */
    List<String> retiredBefore(Handle handle, Instant then) {
        return handle.createQuery(
                        """
                        SELECT kid FROM signing_keys
                        WHERE retired_at < :then AND private_secret <> ''
                        ORDER BY kid
                        """)
                .bind("then", then)
                .mapTo(String.class)
                .list();
    }

    /** Erases the private half of a key; false if somebody else has. */
    boolean erase(Handle handle, String kid) {
        return handle.createUpdate(
                                """
                                UPDATE signing_keys SET private_secret = ''
                                WHERE kid = :kid AND private_secret <> ''
                                """)
                        .bind("kid", kid)
                        .execute()
                == 1;
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

    /** A new key pair; takes a tenth of a second or so. */
    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }
}
