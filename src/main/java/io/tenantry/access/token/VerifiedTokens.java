package io.tenantry.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.access.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens whose signature has been checked, by hash, so that a heap dump holds fewer whole
 * tokens as keys and a lookup compares 32 bytes. A remembered token still expires on time, and is
 * forgotten with its key.
 */
@ApplicationScoped
class VerifiedTokens {
    private final SigningKeys keys;
    private final Cache<ByteBuffer, Verified> known;

    VerifiedTokens(SigningKeys keys, TokenConfig config) {
        this.keys = keys;
        // The life of an entry only bounds memory; each lookup compares the token's own end.
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(config.remembered())
                        .expireAfterWrite(config.lifetime())
                        .build();
    }

    @Nullable VerifiedCaller find(String token, Instant now) {
        Verified found = known.getIfPresent(key(token));
        if (found == null || found.expiresAtMillis() <= now.toEpochMilli()) {
            return null;
        }
        return keys.find(found.kid()).isPresent() ? found.principal() : null;
    }

    void remember(String token, VerifiedCaller principal, String kid, long expiresAtMillis) {
        known.put(key(token), new Verified(principal, kid, expiresAtMillis));
    }

    private static ByteBuffer key(String token) {
        return ByteBuffer.wrap(Sha256.of(token));
    }

    private record Verified(VerifiedCaller principal, String kid, long expiresAtMillis) {}
}
