package io.tenantry.backups;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.tenants.TenantAnswers.OperationView;
import io.tenantry.tenants.TenantRequests.TenantCopy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room take and answer. */
final class BackupMessages {
    private static final int LONGEST_ID = 26;

    private BackupMessages() {}

    /** A backup; what is not known yet is null. */
    @Schema(name = "Backup")
    record BackupView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "ready", description = "making, ready, failed, damaged or deleting")
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
        /** Into a tenant that does not exist yet. */
        @JsonProperty("new-tenant")
        NEW_TENANT
    }

    /**
     * The wish to have a backup back.
     *
     * @param tenant the new tenant
     */
    @Schema(name = "Restore")
    record Restore(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") @NotNull @Size(max = LONGEST_ID)
                    String backup,
            @NotNull Mode mode,
            @NotNull @Valid TenantCopy tenant) {}
}
