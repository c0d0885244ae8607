package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;

/** Removes objects that a lock kept beyond their tenant's purge. */
final class ClearLeftovers implements Step<BackupWish> {
    static final String NAME = "clear-leftovers";

    private final BackupVault vault;

    ClearLeftovers(BackupVault vault) {
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<BackupWish> context) {
        vault.clear(context.tenant());
        context.alongside(handle -> LeftoverRows.delete(handle, context.tenant()));
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<BackupWish> context) {}
}
