package io.tenantry.access.key;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param createdBy the id of the person who made it
 * @param lastUsedAt to the half minute
 */
record ApiKey(
        String id,
        String tenant,
        String name,
        Set<String> permissions,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress,
        @Nullable Instant revokedAt) {
    boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    ApiKey permitting(Set<String> permitted) {
        return new ApiKey(
                id,
                tenant,
                name,
                permitted,
                createdBy,
                createdAt,
                expiresAt,
                lastUsedAt,
                lastAddress,
                revokedAt);
    }
}
