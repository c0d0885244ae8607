package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.Accounts;
import java.sql.SQLException;

/** Lets routing become the tenant again. */
final class UnlockAccount extends PlacedStep<ReopenTenant> {
    static final String NAME = "unlock-account";

    UnlockAccount() {
        super(NAME);
    }

    @Override
    void execute(StepContext<ReopenTenant> context, TenantDatabase database) throws SQLException {
        Accounts.unlock(admin(context, database), database.account());
    }

    @Override
    void undo(StepContext<ReopenTenant> context, TenantDatabase database) throws SQLException {
        Accounts.lock(admin(context, database), database.account());
    }
}
