package io.tenantry.provisioning.backup;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a tenant's database; what is not known yet is null.
 *
 * @param id a ULID
 * @param engine the release that it was made on
 * @param schemaVersion the changelog version of the database, 64 hex digits
 * @param rows in all tables
 * @param bytes of the rows as text
 * @param storedBytes in the store, compressed and sealed
 * @param takenAt the moment that it shows is this, or a little later
 * @param verifiedAt when it was last read as a whole and found to be what was written
 */
public record Backup(
        String id,
        TenantId tenant,
        BackupState state,
        @Nullable String engine,
        @Nullable String schemaVersion,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable Long storedBytes,
        Instant createdAt,
        @Nullable Instant takenAt,
        @Nullable Instant finishedAt,
        @Nullable Instant verifiedAt) {}
