package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import java.util.List;

/** The operations on backups. */
public record BackupKinds(
        BackupKind create,
        BackupKind verify,
        BackupKind delete,
        BackupKind lock,
        BackupKind clear) {
    public static BackupKinds of(ControlPlane controlPlane, BackupVault vault) {
        return new BackupKinds(
                new BackupKind(BackupKind.CREATE, new WriteBackup(controlPlane, vault), true),
                new BackupKind(BackupKind.VERIFY, new VerifyBackup(controlPlane, vault), false),
                new BackupKind(BackupKind.DELETE, new DeleteBackup(vault), false),
                new BackupKind(BackupKind.LOCK, new LockBackup(vault), false),
                new BackupKind(BackupKind.CLEAR, new ClearLeftovers(vault), false));
    }

    /** All, for a runner. */
    public List<OperationKind<?>> all() {
        return List.of(create, verify, delete, lock, clear);
    }
}
