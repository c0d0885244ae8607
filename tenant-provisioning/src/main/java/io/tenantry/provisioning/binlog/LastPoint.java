package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The last moment that a tenant can be brought back to.
 *
 * @param backup which it begins with
 * @param at that moment, as precisely as the engine writes it down; null if it is the backup's own
 * @param reached that moment
 */
public record LastPoint(Backup backup, @Nullable Instant at, Instant reached) {
    /**
     * Of all good backups, the newest of those that reach furthest.
     *
     * @throws ProvisioningException with {@link Reason#TIME_BEFORE_BACKUPS} if there is none
     */
    static LastPoint of(Handle handle, TenantId tenant) {
        return Backups.ready(handle, tenant).stream()
                .map(backup -> of(BackupReach.of(handle, backup)))
                .max(Comparator.comparing(LastPoint::reached))
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.TIME_BEFORE_BACKUPS, "the tenant has no good backup"));
    }

    /** The last moment to which a backup can be brought forward. */
    public static LastPoint of(Handle handle, Backup backup) {
        return of(BackupReach.of(handle, backup));
    }

    private static LastPoint of(BackupReach reach) {
        Backup backup = reach.backup();
        Instant taken = Objects.requireNonNull(backup.takenAt(), "ready");
        Instant until = Recovery.exact(backup, reach.until());
        return until.isAfter(taken)
                ? new LastPoint(backup, until, until)
                : new LastPoint(backup, null, taken);
    }
}
