package io.tenantry.access.factor;

import io.tenantry.access.Sha256;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Codes on paper, each of which stands in for the authenticator once; every method joins the
 * caller's transaction. They have 80 random bits, so a plain hash keeps them.
 */
@ApplicationScoped
class RecoveryCodes {
    /** How many somebody gets. */
    static final int COUNT = 10;

    private static final int RANDOM_BYTES = 10;
    private static final int GROUP = 4;

    /** Crockford's: without letters that look like others. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlPlane controlPlane;

    RecoveryCodes(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Gives somebody new codes; those that they had are good no more. */
    List<String> renew(Handle handle, String userId) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            codes.add(next());
        }
        handle.createUpdate("DELETE FROM recovery_codes WHERE user_id = :user")
                .bind("user", userId)
                .execute();
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO recovery_codes (user_id, code_hash, created_at)
                        VALUES (:user, :hash, :now)
                        """)) {
            for (String code : codes) {
                batch.bind("user", userId)
                        .bind("hash", hash(userId, code))
                        .bind("now", controlPlane.now())
                        .add();
            }
            batch.execute();
        }
        return codes;
    }

    /** Uses one up; whether it was one. Of simultaneous uses one wins: it deletes the code. */
    boolean use(Handle handle, String userId, String typed) {
        return handle.createUpdate(
                                """
                                DELETE FROM recovery_codes
                                WHERE user_id = :user AND code_hash = :hash
                                """)
                        .bind("user", userId)
                        .bind("hash", hash(userId, typed))
                        .execute()
                == 1;
    }

    /** How many somebody has left. */
    int left(Handle handle, String userId) {
        return handle.createQuery("SELECT COUNT(*) FROM recovery_codes WHERE user_id = :user")
                .bind("user", userId)
                .mapTo(Integer.class)
                .one();
    }

    private static String next() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return Base32.encode(random, ALPHABET).replaceAll("(.{%d})(?=.)".formatted(GROUP), "$1-");
    }

    /** Of a code as it is meant, however it was typed. */
    private static byte[] hash(String userId, String typed) {
        String meant =
                typed.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('O', '0')
                        .replaceAll("[IL]", "1");
        return Sha256.of(userId + ":" + meant);
    }
}
