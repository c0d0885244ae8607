package io.tenantry.routing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Universally unique, lexicographically sortable identifiers: 48 bits of milliseconds since the
 * epoch and 80 random bits, as 26 characters of Crockford's base 32 (upper case).
 *
 * @see <a href="https://github.com/ulid/spec">The ULID specification</a>
 */
public final class Ulid {
    /** The number of characters in a ULID. */
    public static final int LENGTH = 26;

    private static final int TIME_LENGTH = 10;
    private static final String ORDERED = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final char[] ALPHABET = ORDERED.toCharArray();
    // The first character carries three bits only, so that the whole fits 128 bits.
    private static final Pattern CANONICAL = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ulid() {}

    /** Makes a new identifier from the clock and a secure random source. */
    public static String next() {
        return at(Instant.now());
    }

    /**
     * Makes a new identifier whose time part is the given instant.
     *
     * @param instant at or after 1970-01-01T00:00:00Z
     */
    public static String at(Instant instant) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        char[] text = new char[LENGTH];
        long millis = instant.toEpochMilli();
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        long bits = 0;
        int held = 0;
        int next = TIME_LENGTH;
        for (byte b : random) {
            bits = (bits << 8) | (b & 0xff);
            held += 8;
            while (held >= 5) {
                held -= 5;
                text[next++] = ALPHABET[(int) ((bits >>> held) & 31)];
            }
        }
        return new String(text);
    }

    /**
     * The time part of an identifier, in whole milliseconds.
     *
     * @param ulid in its canonical form
     */
    public static Instant timeOf(String ulid) {
        long millis = 0;
        for (int i = 0; i < TIME_LENGTH; i++) {
            millis = (millis << 5) | ORDERED.indexOf(ulid.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    /** Whether the text is a ULID in its canonical, upper-case form. */
    public static boolean isValid(CharSequence text) {
        return text.length() == LENGTH && CANONICAL.matcher(text).matches();
    }
}
