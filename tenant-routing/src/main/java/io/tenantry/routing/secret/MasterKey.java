package io.tenantry.routing.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key under which every other secret is sealed: 256 bits, kept outside the control plane. */
public final class MasterKey {
    static final int KEY_BYTES = 32;
    static final int ID_BYTES = 4;

    private final SecretKey key;
    private final byte[] id;

    private MasterKey(byte[] raw) {
        this.key = new SecretKeySpec(raw, "AES");
        this.id = Arrays.copyOf(sha256(raw), ID_BYTES);
    }

    /**
     * Reads a key as an operator writes it.
     *
     * @param base64 the base 64 form of exactly 32 random bytes ({@code openssl rand -base64 32});
     *     white space around it is ignored
     * @throws IllegalArgumentException if it is anything else; the message does not repeat the text
     */
    public static MasterKey fromBase64(String base64) {
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the master key is not base 64");
        }
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the master key must be %d bytes, not %d".formatted(KEY_BYTES, raw.length));
        }
        return new MasterKey(raw);
    }

    SecretKey key() {
        return key;
    }

    byte[] id() {
        return id.clone();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[sealed]";
    }
}
