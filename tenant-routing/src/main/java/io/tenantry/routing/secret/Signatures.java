package io.tenantry.routing.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs texts for one purpose, with HMAC-SHA-256 under a key that is derived from the master key
 * for it: nobody gets from one purpose's key to another's, nor back to the master key. What was
 * signed under a former master key counts as long as that key is known.
 */
public final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKey> keys;

    private Signatures(List<SecretKey> keys) {
        this.keys = keys;
    }

    /**
     * @param masterKeys the current one first
     */
    static Signatures of(List<MasterKey> masterKeys, String purpose) {
        return new Signatures(
                masterKeys.stream()
                        .<SecretKey>map(master ->
                                new SecretKeySpec(
                                        mac(
                                                new SecretKeySpec(
                                                        master.key().getEncoded(), ALGORITHM),
                                                "tenantry signatures: " + purpose),
                                        ALGORITHM))
                        .toList());
    }

    /** The signature of a text: 32 bytes. */
    public byte[] sign(String text) {
        return mac(keys.getFirst(), text);
    }

    /** Whether a signature is the text's; the time it takes does not tell how much of it is. */
    public boolean isValid(String text, byte[] signature) {
        boolean valid = false;
        for (SecretKey key : keys) {
            valid |= MessageDigest.isEqual(mac(key, text), signature);
        }
        return valid;
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC", impossible);
        }
    }
}
