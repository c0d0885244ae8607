package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** Makes the account of a peek, which may read that one database, and opens the peek. */
final class AdmitToPeek extends PeekStep {
    static final String NAME = "create-account";

    private final ControlPlane controlPlane;
    private final SecondPlaces places;

    AdmitToPeek(ControlPlane controlPlane, SecondPlaces places) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.places = places;
    }

    @Override
    public void execute(StepContext<OpenPeek> context) throws SQLException {
        TenantDatabase database = database(context);
        AdminConnection admin = admin(context, database);
        Accounts.ensure(
                admin,
                database.account(),
                context.read(handle -> places.password(handle, database)));
        Accounts.grantLook(admin, database.account(), database.name());
        context.alongside(handle ->
                PeekRows.opened(
                        handle,
                        context.input().peek(),
                        controlPlane.now().plusMillis(context.input().openMillis())));
    }

    @Override
    public void undo(StepContext<OpenPeek> context) throws SQLException {
        Optional<TenantDatabase> database = databaseIfThere(context);
        if (database.isPresent()) {
            Accounts.drop(admin(context, database.get()), database.get().account());
        }
    }
}
