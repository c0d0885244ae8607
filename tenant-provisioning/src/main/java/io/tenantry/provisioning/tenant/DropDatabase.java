package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;

/** Removes the tenant's database with everything in it. */
final class DropDatabase extends PlacedStep<PurgeTenant> {
    static final String NAME = "drop-database";

    private final ControlPlane controlPlane;

    DropDatabase(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    @Override
    void execute(StepContext<PurgeTenant> context, TenantDatabase database) throws SQLException {
        admin(context, database).dropDatabase(database.name());
        context.alongside(handle ->
                DeletionReceipts.removed(
                        handle,
                        context.tenant(),
                        "database",
                        database.name().value(),
                        controlPlane.now()));
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    void undo(StepContext<PurgeTenant> context, TenantDatabase database) {}
}
