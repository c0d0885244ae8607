package io.tenantry.benchmarks.workbench;

import io.tenantry.routing.secret.MasterKey;
import java.security.SecureRandom;
import java.util.Base64;

/** Master keys for one run. */
public final class MasterKeys {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MasterKeys() {}

    /** A new key as an operator would configure it. */
    public static String randomBase64() {
        return Base64.getEncoder().encodeToString(randomBytes());
    }

    /** A new key, bare. */
    public static byte[] randomBytes() {
        byte[] raw = new byte[BYTES];
        RANDOM.nextBytes(raw);
        return raw;
    }

    /** A new key. */
    public static MasterKey random() {
        return MasterKey.fromBase64(randomBase64());
    }
}
