package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;

/**
 * Raises the database's beacon to the epoch of the route: from here on a replica that has not heard
 * is told so, and finds the new route.
 */
final class ConfirmEpoch extends PlacedStep<RotateCredentials> {
    static final String NAME = "confirm-epoch";

    ConfirmEpoch() {
        super(NAME);
    }

    @Override
    void execute(StepContext<RotateCredentials> context, TenantDatabase database)
            throws SQLException {
        RotatedAccounts.raiseBeacon(context, database, context.input().epoch() + 1);
    }

    /** The route does not go back to an old epoch, so neither does the beacon. */
    @Override
    void undo(StepContext<RotateCredentials> context, TenantDatabase database) {}
}
