package io.tenantry.provisioning.backup;

/**
 * What the operations on a backup are given.
 *
 * @param backup its id
 */
public record BackupWish(String backup) {}
