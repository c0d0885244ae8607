package io.tenantry.access.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by RFC 6238, in the form that every authenticator knows: HMAC-SHA-1, six digits, steps of
 * 30 seconds. By hand, because it is these few lines of the platform's own cryptography, and what
 * can go wrong (windows, replays, throttling) no library does for us.
 */
final class Totp {
    /** How long a code is shown, in seconds. */
    static final int PERIOD = 30;

    /** The digits of a code. */
    static final int DIGITS = 6;

    private static final int CODES = 1_000_000;

    /** How far the clock of an authenticator may be off, in steps. */
    private static final int WINDOW = 1;

    private static final String ALGORITHM = "HmacSHA1";

    private Totp() {}

    /** A key of these bytes. */
    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The step that a moment lies in. */
    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), PERIOD);
    }

    /** The code of a step. */
    static String code(SecretKey key, long step) {
        byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        // RFC 4226, section 5.3: the last four bits say where to read 31 bits.
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return "%06d".formatted(number % CODES);
    }

    /**
     * The step that a code is of: this one, or one beside it, but later than the one used last.
     * Each is compared, and each in the same time.
     *
     * @return 0 if it is of none
     */
    static long stepOf(SecretKey key, String code, Instant now, long usedStep) {
        long present = step(now);
        return LongStream.rangeClosed(present - WINDOW, present + WINDOW)
                .filter(step -> equal(code(key, step), code))
                .filter(step -> step > usedStep)
                .reduce(0, Math::max);
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(SecretKey key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-1", impossible);
        }
    }
}
