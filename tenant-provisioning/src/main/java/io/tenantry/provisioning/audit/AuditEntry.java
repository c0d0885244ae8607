package io.tenantry.provisioning.audit;

import io.tenantry.routing.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param tenant whose log it belongs to; null for what concerns the platform only
 * @param action what was done, dotted and lower case, at most 60 characters: {@code tenant.create}
 * @param subject what it was done to, at most 100 characters; null if the tenant says it all
 * @param before the subject as it was, as a record or map that Jackson can write; null if it was
 *     not there
 * @param after the subject as it is now; null if it is no more
 */
public record AuditEntry(
        Actor actor,
        @Nullable TenantId tenant,
        String action,
        @Nullable String subject,
        @Nullable Object before,
        @Nullable Object after) {}
