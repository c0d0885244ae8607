package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.snapshot.LogPosition;
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
 * @param takenAt the moment that it shows, by its server's clock
 * @param verifiedAt when it was last read as a whole and found to be what was written
 * @param position it shows what was committed before this place in its server's binary log, and
 *     nothing else; null also if the server kept no log, and then nothing can be replayed onto it
 * @param database the name that its database had
 * @param serverId the id of the registered server on which it lay
 * @param origin who asked for it
 * @param keptUntil when retention may remove it, as its rules are; null while that is not known, or
 *     never
 * @param lockedUntil until when the store keeps it from being removed; null if it does not
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
        @Nullable Instant verifiedAt,
        @Nullable LogPosition position,
        @Nullable String database,
        @Nullable String serverId,
        BackupOrigin origin,
        @Nullable Instant keptUntil,
        @Nullable Instant lockedUntil) {
    /** A backup of which nothing is known yet. */
    static Backup making(String id, TenantId tenant, Instant now, BackupOrigin origin) {
        return new Backup(
                id,
                tenant,
                BackupState.MAKING,
                null,
                null,
                null,
                null,
                null,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                origin,
                null,
                null);
    }
}
