package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.backup.Backup;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do.
 *
 * @param backup which it would begin with
 * @param at the moment that the tenant would go back to
 * @param server the name of the server that the restored database would lie on
 * @param schemaVersion what the restored database would be brought to, 64 hex digits
 * @param migrates whether the backup is of another
 * @param keptUntil when the former database would go, if it were asked for now
 */
public record RestorePlan(
        Backup backup,
        @Nullable Instant at,
        RestoreMode mode,
        String server,
        String schemaVersion,
        boolean migrates,
        Instant keptUntil) {}
