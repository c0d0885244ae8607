package io.tenantry.access.support;

import io.tenantry.access.SupportMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant lets guests in.
 *
 * @param most the most that a guest may do; null if none are let in
 * @param until when that ends; null if it does not end by itself
 */
record SupportPolicy(@Nullable SupportMode most, @Nullable Instant until) {
    /** Of a tenant that has said nothing. */
    static final SupportPolicy NOBODY = new SupportPolicy(null, null);

    boolean allows(SupportMode mode, Instant now) {
        return most != null && mode.isWithin(most) && (until == null || now.isBefore(until));
    }
}
