package io.tenantry.access.factor;

import io.tenantry.server.TestClock;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import javax.crypto.SecretKey;

/** Somebody's telephone. */
public final class Authenticator {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecretKey key;
    private final TestClock clock;

    /**
     * One that has taken a key.
     *
     * @param secret as it is typed
     */
    public Authenticator(String secret, TestClock clock) {
        this.key = Totp.key(decode(secret));
        this.clock = clock;
    }

    /** The code that it shows now. */
    public String code() {
        return Totp.code(key, Totp.step(clock.instant()));
    }

    /** The code that it will show next; a clock may be so far ahead. */
    public String upcomingCode() {
        return Totp.code(key, Totp.step(clock.instant()) + 1);
    }

    /** Waits for the next code, by putting the clock forward, and reads it. */
    String nextCode() {
        clock.putForward(Duration.ofSeconds(Totp.PERIOD));
        return code();
    }

    /** One that it does not show, nor has shown or will show beside this moment. */
    String wrongCode() {
        long step = Totp.step(clock.instant());
        for (int number = 0; ; number++) {
            String code = "%06d".formatted(number);
            if (!code.equals(Totp.code(key, step - 1))
                    && !code.equals(Totp.code(key, step))
                    && !code.equals(Totp.code(key, step + 1))) {
                return code;
            }
        }
    }

    private static byte[] decode(String secret) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (int at = 0; at < secret.length(); at++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(secret.charAt(at));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.write(buffer >> held);
            }
        }
        return bytes.toByteArray();
    }
}
