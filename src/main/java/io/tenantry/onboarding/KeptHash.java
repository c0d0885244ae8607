package io.tenantry.onboarding;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The hash of a secret, to be compared in a time that does not tell how much of it is right. */
final class KeptHash {
    private final byte[] bytes;

    KeptHash(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static @Nullable KeptHash orNull(byte @Nullable [] bytes) {
        return bytes == null ? null : new KeptHash(bytes);
    }

    boolean isOf(byte[] hash) {
        return MessageDigest.isEqual(bytes, hash);
    }
}
