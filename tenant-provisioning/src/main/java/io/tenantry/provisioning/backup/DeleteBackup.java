package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;

/** Removes a backup's objects, and then the backup from the books. */
final class DeleteBackup implements Step<BackupWish> {
    static final String NAME = "delete-backup";

    private final BackupVault vault;

    DeleteBackup(BackupVault vault) {
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<BackupWish> context) {
        String backup = context.input().backup();
        vault.clear(BackupVault.place(context.tenant(), backup));
        context.alongside(handle -> BackupRows.delete(handle, backup));
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<BackupWish> context) {}
}
