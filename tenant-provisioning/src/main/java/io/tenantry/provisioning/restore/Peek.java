package io.tenantry.provisioning.restore;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database that shows a tenant's past, to be looked at for a while.
 *
 * @param id a ULID
 * @param backup which it is made of
 * @param at which moment was asked for; null for that of the backup
 * @param database its database's id; null while it has none
 * @param expiresAt when it ends by itself
 * @param handedOutAt when the password of its account was shown; null if it was not
 */
public record Peek(
        String id,
        TenantId tenant,
        PeekState state,
        String backup,
        @Nullable Instant at,
        @Nullable String database,
        String requestedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant handedOutAt) {}
