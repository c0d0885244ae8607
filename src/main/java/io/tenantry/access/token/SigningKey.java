package io.tenantry.access.token;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair that signs tokens.
 *
 * @param signsFrom when it may sign; it is published earlier
 * @param retiredAt when it stopped signing, or null; others may set it by a clock that is ahead
 */
record SigningKey(
        String kid,
        RSAPublicKey publicKey,
        RSAPrivateKey privateKey,
        Instant signsFrom,
        @Nullable Instant retiredAt) {
    boolean signsAt(Instant now) {
        return !signsFrom.isAfter(now) && (retiredAt == null || retiredAt.isAfter(now));
    }

    // Never the private half.
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
