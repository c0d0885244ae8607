package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.ServerTrouble;
import java.sql.SQLException;

/**
 * Makes sure that nobody goes on with a connection from before the tenant was closed: the pools
 * keep apart what belongs to different epochs.
 */
final class RaiseEpoch extends PlacedStep<ReopenTenant> {
    static final String NAME = "raise-epoch";

    private final ControlPlane controlPlane;

    RaiseEpoch(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    @Override
    void execute(StepContext<ReopenTenant> context, TenantDatabase database) throws SQLException {
        long next = database.epoch() + 1;
        write(context, database, next);
        context.alongside(handle ->
                PlacementRows.raiseEpoch(handle, database.id(), next, controlPlane.now()));
    }

    /** The database says again what the books say, whether or not they were raised. */
    @Override
    void undo(StepContext<ReopenTenant> context, TenantDatabase database) throws SQLException {
        try {
            write(context, database, database.epoch());
        } catch (SQLException e) {
            // A database that is not there has nobody to tell.
            if (!ServerTrouble.isMissing(admin(context, database), database.name(), e)) {
                throw e;
            }
        }
    }

    private static void write(
            StepContext<ReopenTenant> context, TenantDatabase database, long epoch)
            throws SQLException {
        admin(context, database)
                .update(
                        "UPDATE %s.tenant_identity SET epoch = ? WHERE database_id = ?"
                                .formatted(database.name().quoted()),
                        epoch,
                        database.id());
    }
}
