package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import java.time.Instant;
import java.util.Objects;

/** Has the store keep every object of a backup from being removed before its time. */
final class LockBackup implements Step<BackupWish> {
    static final String NAME = "lock-backup";

    private final BackupVault vault;

    LockBackup(BackupVault vault) {
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<BackupWish> context) {
        String backup = context.input().backup();
        Instant until = Instant.parse(Objects.requireNonNull(context.input().until()));
        vault.lock(BackupVault.place(context.tenant(), backup), until);
        context.alongside(handle -> BackupRows.locked(handle, backup, until));
    }

    /** There is no way back: that is what a lock is for. */
    @Override
    public void undo(StepContext<BackupWish> context) {}
}
