package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.Accounts;
import java.sql.SQLException;

/** Removes both accounts that the tenant's database has used in turn, with their grants. */
final class DropAccounts extends PlacedStep<PurgeTenant> {
    static final String NAME = "drop-accounts";

    private final ControlPlane controlPlane;

    DropAccounts(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    @Override
    void execute(StepContext<PurgeTenant> context, TenantDatabase database) throws SQLException {
        for (AccountName account : AccountName.bothOf(database.id())) {
            Accounts.drop(admin(context, database), account);
        }
        context.alongside(handle ->
                DeletionReceipts.removed(
                        handle,
                        context.tenant(),
                        "account",
                        database.account().value(),
                        controlPlane.now()));
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    void undo(StepContext<PurgeTenant> context, TenantDatabase database) {}
}
