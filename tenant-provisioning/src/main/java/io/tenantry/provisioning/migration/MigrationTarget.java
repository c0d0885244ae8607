package io.tenantry.provisioning.migration;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database that a migration is about.
 *
 * @param slug the tenant's
 * @param server the name of the database server
 * @param from the version that it had, 64 hex digits
 * @param to the version that it comes to
 * @param wave in which it is migrated, from 1
 * @param attempts how often it was tried
 * @param code why it failed, or was last put off; null if it was not
 * @param detail the same in words; or in what a migrated one differs from others
 */
public record MigrationTarget(
        TenantId tenant,
        String slug,
        String server,
        String from,
        String to,
        int wave,
        TargetState state,
        int attempts,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
