package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.secret.SecretBox;
import java.sql.SQLException;

/** Makes the tenant's runtime account, which may use this one database. */
final class CreateAccount extends PlacedStep<CreateTenant> {
    static final String NAME = "create-account";

    private final SecretBox secrets;

    CreateAccount(SecretBox secrets) {
        super(NAME);
        this.secrets = secrets;
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        AdminConnection admin = admin(context, database);
        String password =
                context.read(handle -> PlacementRows.password(handle, database.id(), secrets));
        Accounts.ensure(admin, database.account(), password);
        Accounts.grantUse(admin, database.account(), database.name());
    }

    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        Accounts.drop(admin(context, database), database.account());
    }
}
