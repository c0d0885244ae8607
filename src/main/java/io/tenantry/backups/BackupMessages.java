package io.tenantry.backups;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.restore.RestorePlan;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.tenants.TenantAnswers.OperationView;
import io.tenantry.tenants.TenantRequests.TenantCopy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room take and answer. */
final class BackupMessages {
    private static final int LONGEST_ID = 26;
    private static final int LONGEST_NAME = 63;

    private BackupMessages() {}

    /** A backup; what is not known yet is null. */
    @Schema(name = "Backup")
    record BackupView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(
                            examples = "ready",
                            enumeration = {"making", "ready", "failed", "damaged", "deleting"})
                    String state,
            @Schema(examples = "mysql-9.7.4") @Nullable String engine,
            @Nullable String schemaVersion,
            @Schema(examples = "1042") @Nullable Long rows,
            @Schema(description = "Of its rows as text") @Nullable Long bytes,
            @Schema(description = "In the store, compressed and sealed") @Nullable Long storedBytes,
            Instant createdAt,
            @Schema(description = "The moment that it shows, by its database server's clock")
                    @Nullable Instant takenAt,
            @Nullable Instant finishedAt,
            @Schema(description = "When it was last read as a whole and found whole")
                    @Nullable Instant verifiedAt,
            @Schema(
                            description =
                                    "What was committed before this place is in it, and nothing"
                                            + " else. Null as long as it is not ready, and where the"
                                            + " server keeps no binary log: then nothing that came"
                                            + " later can be replayed onto it")
                    @Nullable BinlogView binlog,
            @Schema(examples = "scheduled", description = "manual or scheduled") String origin,
            @Schema(
                            description =
                                    "When retention may remove it, as the rules are; null while that"
                                            + " is not known, or never")
                    @Nullable Instant keptUntil,
            @Schema(description = "Until when the store keeps it from being removed")
                    @Nullable Instant lockedUntil) {
        static BackupView of(Backup backup) {
            return new BackupView(
                    backup.id(),
                    backup.state().code(),
                    backup.engine(),
                    backup.schemaVersion(),
                    backup.rows(),
                    backup.bytes(),
                    backup.storedBytes(),
                    backup.createdAt(),
                    backup.takenAt(),
                    backup.finishedAt(),
                    backup.verifiedAt(),
                    BinlogView.of(backup.position()),
                    backup.origin().code(),
                    backup.keptUntil(),
                    backup.lockedUntil());
        }
    }

    /** A place in a server's binary log. */
    @Schema(name = "BinlogPosition")
    record BinlogView(
            @Schema(examples = "binlog.000017") String file,
            @Schema(examples = "1634", description = "In bytes") long position) {
        static @Nullable BinlogView of(@Nullable LogPosition position) {
            return position == null ? null : new BinlogView(position.file(), position.position());
        }
    }

    /** A backup, and the operation that is to do something with it. */
    @Schema(name = "RequestedBackup")
    record RequestedBackupView(BackupView backup, OperationView operation) {}

    /** Where a backup goes. */
    enum Mode {
        /** Into a second database, which takes the place of the first in a moment. */
        @JsonProperty("side-by-side")
        SIDE_BY_SIDE,
        /** Likewise, and nothing is written from the wish on. */
        @JsonProperty("in-place")
        IN_PLACE,
        /** Onto another server, because the tenant's own is lost. */
        @JsonProperty("lost-server")
        LOST_SERVER,
        /** Into a tenant that does not exist yet. */
        @JsonProperty("new-tenant")
        NEW_TENANT
    }

    /**
     * The wish to have a tenant's past back.
     *
     * @param backup which one; null for the newest before {@code at}
     * @param at the moment to go back to; null for that of the backup. With a lost server, neither
     *     of both means the last moment that is archived
     * @param dryRun whether only to say what would be done; null for not
     * @param server the server for the restored database; null for the present one
     * @param keep whether the former database is kept for a while; null for yes
     * @param slug the tenant's, said again, if the former database is not kept
     * @param tenant the new tenant, if there is to be one
     */
    @Schema(name = "Restore")
    record Restore(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") @Size(max = LONGEST_ID)
                    @Nullable String backup,
            @Schema(description = "A moment, to the microsecond", examples = "2026-11-24T10:32:05Z")
                    @Nullable Instant at,
            @NotNull Mode mode,
            @Schema(description = "Say what would be done, and do nothing")
                    @Nullable Boolean dryRun,
            @Schema(
                            examples = "db1",
                            description =
                                    "Not with new-tenant, which names its own; needed with lost-server")
                    @Size(max = LONGEST_NAME)
                    @Nullable String server,
            @Schema(description = "Whether the former database is kept for a while, to be undone")
                    @Nullable Boolean keep,
            @Schema(
                            examples = "acme",
                            description = "The tenant's slug, needed where keep is false")
                    @Size(max = LONGEST_NAME)
                    @Nullable String slug,
            @Schema(description = "Needed with new-tenant, and with nothing else") @Valid
                    @Nullable TenantCopy tenant) {}

    /** A restore of a tenant; what has not happened is null. */
    @Schema(name = "TenantRestore")
    record RestoreView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "side-by-side") String mode,
            @Schema(
                            examples = "done",
                            enumeration = {"running", "done", "failed", "undoing", "undone"})
                    String state,
            String backup,
            @Nullable Instant at,
            String requestedBy,
            Instant createdAt,
            @Schema(description = "When the restored database began to serve")
                    @Nullable Instant switchedAt,
            @Schema(description = "When the former database began to serve again")
                    @Nullable Instant undoneAt,
            @Schema(
                            description =
                                    "With lost-server: when the former database was locked. Null as"
                                            + " long as its server has not come back")
                    @Nullable Instant fencedAt,
            @Schema(
                            description =
                                    "When the database that does not serve goes; until then it can be undone")
                    @Nullable Instant keptUntil,
            @Schema(description = "How long nobody was served at the last change, in milliseconds")
                    @Nullable Long cutOverMillis) {
        static RestoreView of(io.tenantry.provisioning.restore.Restore restore) {
            Duration cutOver = restore.cutOver();
            return new RestoreView(
                    restore.id(),
                    restore.mode().code(),
                    restore.state().code(),
                    restore.backup(),
                    restore.at(),
                    restore.requestedBy(),
                    restore.createdAt(),
                    restore.switchedAt(),
                    restore.undoneAt(),
                    restore.fencedAt(),
                    restore.keptUntil(),
                    cutOver == null ? null : cutOver.toMillis());
        }
    }

    /** A restore, and the operation that is to do something with it. */
    @Schema(name = "RequestedRestore")
    record RequestedRestoreView(RestoreView restore, OperationView operation) {}

    /** What a restore would do. */
    @Schema(name = "RestorePlan")
    record RestorePlanView(
            BackupView backup,
            @Nullable Instant at,
            @Schema(description = "What was committed later would not be there")
                    Instant recoveryPoint,
            @Schema(description = "The last moment that the tenant can be brought back to at all")
                    Instant archivedUntil,
            @Schema(examples = "side-by-side") String mode,
            @Schema(examples = "db1") String server,
            @Schema(
                            description =
                                    "The version of the changelog that the restored database would have")
                    String schemaVersion,
            @Schema(description = "Whether the backup is of another version, and would be migrated")
                    boolean migrates,
            @Schema(description = "Until when it could be undone, if it were done now")
                    Instant keptUntil) {
        static RestorePlanView of(RestorePlan plan) {
            return new RestorePlanView(
                    BackupView.of(plan.backup()),
                    plan.at(),
                    plan.recoveryPoint(),
                    plan.archivedUntil(),
                    plan.mode().code(),
                    plan.server(),
                    plan.schemaVersion(),
                    plan.migrates(),
                    plan.keptUntil());
        }
    }
}
