package io.tenantry.provisioning.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that no person ever types. */
public final class GeneratedPassword {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 24;
    // One of each class that a server's password policy may ask for; adds nothing to the 192 bits.
    private static final String POLICY_PREFIX = "Aa1-";

    private GeneratedPassword() {}

    /**
     * A password with 192 random bits: 36 letters, digits, hyphens and underscores, which need no
     * escaping in SQL.
     */
    public static String next() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return POLICY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
