package io.tenantry.provisioning.backup;

import org.jspecify.annotations.Nullable;

/**
 * What the operations on a backup are given.
 *
 * @param backup its id
 * @param until for a lock: an instant; null otherwise
 */
public record BackupWish(String backup, @Nullable String until) {
    public BackupWish(String backup) {
        this(backup, null);
    }
}
