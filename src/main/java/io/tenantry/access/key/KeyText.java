package io.tenantry.access.key;

import io.tenantry.access.Sha256;
import io.tenantry.routing.Ulid;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A key as programs send it: {@code tnt_}, its id, and 256 random bits. The beginning lets scanners
 * recognise keys that were published by mistake.
 *
 * @param id of the key
 * @param secret in base 64, of which only the hash is kept
 */
record KeyText(String id, String secret) {
    static final String PREFIX = "tnt_";

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyText generate(String id) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new KeyText(id, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    static Optional<KeyText> parse(String text) {
        int end = PREFIX.length() + Ulid.LENGTH;
        if (!text.startsWith(PREFIX) || text.length() <= end + 1 || text.charAt(end) != '_') {
            return Optional.empty();
        }
        String id = text.substring(PREFIX.length(), end);
        return Ulid.isValid(id)
                ? Optional.of(new KeyText(id, text.substring(end + 1)))
                : Optional.empty();
    }

    byte[] hash() {
        return Sha256.of(secret);
    }

    /** As it is shown, once. */
    String text() {
        return PREFIX + id + "_" + secret;
    }

    @Override
    public String toString() {
        return "KeyText[" + id + "]";
    }
}
