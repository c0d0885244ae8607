package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.backup.Backup;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do.
 *
 * @param backup which it would begin with
 * @param at the moment that was asked for, or that is the last; null for that of the backup
 * @param recoveryPoint what was committed later would not be in the restored database
 * @param archivedUntil the last moment that the tenant can go back to at all
 * @param server the name of the server that the restored database would lie on
 * @param schemaVersion what the restored database would be brought to, 64 hex digits
 * @param migrates whether the backup is of another
 * @param keptUntil when the former database would go, if it were asked for now
 */
public record RestorePlan(
        Backup backup,
        @Nullable Instant at,
        Instant recoveryPoint,
        Instant archivedUntil,
        RestoreMode mode,
        String server,
        String schemaVersion,
        boolean migrates,
        Instant keptUntil) {}
