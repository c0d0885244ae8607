package io.tenantry.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/**
 * Secrets that are handed out once, in links and as codes that people type in. Only their hashes
 * are kept; they are found by them, which tells a guesser nothing by its time.
 */
public final class OneTimeSecret {
    private static final int TOKEN_BYTES = 32;
    private static final int CODE_LENGTH = 12;
    private static final int GROUP = 4;

    /** Without 0, 1, I and O, which look alike: five bits each. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeSecret() {}

    /** A secret for links: 256 bits in 43 characters that need no escaping. */
    public static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** A secret to be typed in: 60 bits, so guessing has to be throttled. */
    public static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** The hash of a secret of a link. */
    public static byte[] hashOfToken(String token) {
        return Sha256.of(token);
    }

    /** The hash of a code, in whatever case and with whatever between its letters it was typed. */
    public static byte[] hashOfCode(String typed) {
        return Sha256.of(typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", ""));
    }
}
