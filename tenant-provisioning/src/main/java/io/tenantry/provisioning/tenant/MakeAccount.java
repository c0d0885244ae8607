package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import java.sql.SQLException;

/** Makes the account that will serve the database. */
final class MakeAccount extends PlacedStep<RotateCredentials> {
    static final String NAME = "make-account";

    private final ControlPlane controlPlane;
    private final RotationRows rows;

    MakeAccount(ControlPlane controlPlane, RotationRows rows) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.rows = rows;
    }

    @Override
    void execute(StepContext<RotateCredentials> context, TenantDatabase database)
            throws SQLException {
        RotatedAccounts.make(context, database, to(context), rows);
    }

    /** By now the route leads to the old account again, which the beacon must admit. */
    @Override
    void undo(StepContext<RotateCredentials> context, TenantDatabase database) throws SQLException {
        RotatedAccounts.raiseBeaconIfThere(context, database, database.epoch());
        RotatedAccounts.retire(context, database, to(context), controlPlane);
    }

    private static AccountName to(StepContext<RotateCredentials> context) {
        return new AccountName(context.input().to());
    }
}
