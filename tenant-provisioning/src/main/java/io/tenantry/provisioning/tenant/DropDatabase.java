package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Removes the tenant's database with everything in it, and those that were kept or made beside it.
 */
final class DropDatabase extends PlacedStep<PurgeTenant> {
    static final String NAME = "drop-database";

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ControlPlane controlPlane;

    DropDatabase(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    @Override
    void execute(StepContext<PurgeTenant> context, TenantDatabase database) throws SQLException {
        demandNobodyPeeks(context);
        for (TenantDatabase each :
                context.read(handle -> PlacementRows.allOf(handle, context.tenant()))) {
            admin(context, each).dropDatabase(each.name());
            context.alongside(handle ->
                    DeletionReceipts.removed(
                            handle,
                            context.tenant(),
                            "database",
                            each.name().value(),
                            controlPlane.now()));
        }
    }

    /**
     * What is at work on a peek ends soon: it begins nothing any more that the purge would miss.
     */
    private static void demandNobodyPeeks(StepContext<PurgeTenant> context) {
        if (context.read(handle -> LifeRows.isPeekAtWork(handle, context.tenant()))) {
            throw new NotYetException("an operation is at work on a peek", SOON);
        }
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    void undo(StepContext<PurgeTenant> context, TenantDatabase database) {}
}
