package io.tenantry.access.support;

import io.tenantry.access.SupportMode;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the platform in a tenant.
 *
 * @param endedAt when it was ended before its time; null if it was not
 * @param endedBy the actor who did
 */
record Visit(
        String id,
        TenantId tenant,
        Guest guest,
        SupportMode mode,
        String reason,
        Instant beganAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    /** Whoever is there. */
    record Guest(String id, String name, String email) {}

    boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }
}
