package io.tenantry.access.invitation;

import org.jspecify.annotations.Nullable;

/**
 * Whoever makes a call that is open to everybody.
 *
 * @param userId theirs if they are signed in, or null
 * @param address where they call from
 * @param languages the {@code Accept-Language} header, or null
 */
record Visitor(@Nullable String userId, String address, @Nullable String languages) {}
