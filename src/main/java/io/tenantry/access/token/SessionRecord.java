package io.tenantry.access.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that may be used.
 *
 * @param tenant the id of the tenant that was chosen, or null
 * @param methods how the person has shown who they are
 * @param address where it was used from last
 * @param client what the client calls itself
 * @param usedAt when it was begun or last refreshed
 */
public record SessionRecord(
        String id,
        @Nullable String tenant,
        SignInMethods methods,
        String address,
        String client,
        Instant createdAt,
        Instant usedAt,
        Instant expiresAt) {}
