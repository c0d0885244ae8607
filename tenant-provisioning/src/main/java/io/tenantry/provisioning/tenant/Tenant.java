package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, as the control plane knows it.
 *
 * @param slug its slug; a tenant that failed or was purged keeps the text but no longer the claim
 * @param server the name of the database server that serves it; null while none does
 */
public record Tenant(
        TenantId id,
        TenantSlug slug,
        String name,
        @Nullable String plan,
        TenantState state,
        @Nullable String server,
        Instant createdAt,
        Instant changedAt) {}
