package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, as the control plane knows it.
 *
 * @param slug its slug; a tenant that failed or was purged keeps the text but no longer the claim
 * @param tags what operators call it by, such as {@code ring=canary}
 * @param reason why it was suspended or deleted, if somebody said so
 * @param server the name of the database server that serves it; null while none does
 * @param schemaVersion the version of the changelog that its database has, 64 hex digits; null
 *     while it has none
 * @param purgeAfter when a deleted tenant's retention ends; null for one that is not deleted
 */
public record Tenant(
        TenantId id,
        TenantSlug slug,
        String name,
        @Nullable String plan,
        Labels tags,
        TenantState state,
        @Nullable String reason,
        @Nullable String server,
        @Nullable String schemaVersion,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant purgeAfter) {}
