package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.AccountSessions;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/**
 * Removes both accounts that each of the tenant's databases has used in turn, with their grants.
 */
final class DropAccounts extends PlacedStep<PurgeTenant> {
    static final String NAME = "drop-accounts";

    private final ControlPlane controlPlane;

    DropAccounts(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    @Override
    void execute(StepContext<PurgeTenant> context, TenantDatabase database) throws SQLException {
        for (TenantDatabase each :
                context.read(handle -> PlacementRows.allOf(handle, context.tenant()))) {
            AdminConnection admin = admin(context, each);
            for (AccountName account : AccountName.bothOf(each.id())) {
                Accounts.lock(admin, account);
                // A session outlives its account.
                new AccountSessions(admin, account).endAll();
                Accounts.drop(admin, account);
            }
            context.alongside(handle ->
                    DeletionReceipts.removed(
                            handle,
                            context.tenant(),
                            "account",
                            each.account().value(),
                            controlPlane.now()));
        }
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    void undo(StepContext<PurgeTenant> context, TenantDatabase database) {}
}
