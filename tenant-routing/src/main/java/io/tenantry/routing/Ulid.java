package io.tenantry.routing;

import java.nio.ByteBuffer;
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
    private static final int RANDOM_BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Parts PARTS = new Parts();

    private Ulid() {}

    /** Makes a new identifier from the clock and a secure random source. */
    public static String next() {
        return at(Instant.now());
    }

    /**
     * Makes a new identifier whose time part is the given instant. Those that a process makes one
     * after the other sort in that order, also within a millisecond, unless the instants go back.
     *
     * @param instant at or after 1970-01-01T00:00:00Z
     */
    public static String at(Instant instant) {
        return PARTS.next(instant.toEpochMilli());
    }

    /**
     * The random parts: new ones for each millisecond, and one more than the last within it. They
     * tell identifiers apart and keep no secret.
     */
    private static final class Parts {
        private long millis = -1;
        private long high;
        private long low;

        synchronized String next(long at) {
            if (at != millis) {
                byte[] random = new byte[RANDOM_BYTES];
                RANDOM.nextBytes(random);
                ByteBuffer bytes = ByteBuffer.wrap(random);
                // One bit less, so that there is room for a millisecond's others.
                high = bytes.getShort() & 0x7fff;
                low = bytes.getLong();
                millis = at;
            } else if (++low == 0) {
                high++;
            }
            return text(at, high, low);
        }

        private static String text(long at, long high, long low) {
            char[] text = new char[LENGTH];
            long time = at;
            for (int i = TIME_LENGTH - 1; i >= 0; i--) {
                text[i] = ALPHABET[(int) (time & 31)];
                time >>>= 5;
            }
            // 80 bits: the last 60 of them are twelve characters, the first 20 are four.
            long last = low;
            for (int i = LENGTH - 1; i >= LENGTH - 12; i--) {
                text[i] = ALPHABET[(int) (last & 31)];
                last >>>= 5;
            }
            long first = (high << 4) | last;
            for (int i = LENGTH - 13; i >= TIME_LENGTH; i--) {
                text[i] = ALPHABET[(int) (first & 31)];
                first >>>= 5;
            }
            return new String(text);
        }
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
