package io.tenantry.provisioning.audit;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log are wanted; what is null does not restrict.
 *
 * @param actor exactly this one
 * @param action this one, or all that begin with it and a dot: {@code tenant} for {@code
 *     tenant.create}
 * @param from not before this moment
 * @param to before this moment
 */
public record AuditFilter(
        @Nullable TenantId tenant,
        @Nullable String actor,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** Everything. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
