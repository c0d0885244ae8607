package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.provisioning.tenant.TenantRows;
import java.sql.SQLException;
import java.util.Optional;

/** Makes the account of the second database; locked, if its tenant is suspended. */
final class CreateAccount extends SwapStep {
    static final String NAME = "create-account";

    private final SecondPlaces places;

    CreateAccount(SecondPlaces places) {
        super(NAME);
        this.places = places;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        TenantDatabase next = next(context, restore);
        AdminConnection admin = admin(context, next);
        Accounts.ensure(
                admin, next.account(), context.read(handle -> places.password(handle, next)));
        Accounts.grantUse(admin, next.account(), next.name());
        if (context.read(handle -> TenantRows.isSuspended(handle, context.tenant()))) {
            Accounts.lock(admin, next.account());
        }
    }

    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        Optional<TenantDatabase> next = nextIfThere(context, restore);
        if (next.isPresent()) {
            Accounts.drop(admin(context, next.get()), next.get().account());
        }
    }
}
