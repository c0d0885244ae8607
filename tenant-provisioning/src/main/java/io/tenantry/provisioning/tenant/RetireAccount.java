package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import java.sql.SQLException;

/** Takes the old account away, with its password. */
final class RetireAccount extends PlacedStep<RotateCredentials> {
    static final String NAME = "retire-account";

    private final ControlPlane controlPlane;
    private final RotationRows rows;

    RetireAccount(ControlPlane controlPlane, RotationRows rows) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.rows = rows;
    }

    @Override
    void execute(StepContext<RotateCredentials> context, TenantDatabase database)
            throws SQLException {
        RotatedAccounts.retire(context, database, from(context), controlPlane);
        context.alongside(handle -> rows.forgetOther(handle, database.id(), controlPlane.now()));
    }

    /** The password stays in the books until this step is done. */
    @Override
    void undo(StepContext<RotateCredentials> context, TenantDatabase database) throws SQLException {
        RotatedAccounts.make(context, database, from(context), rows);
    }

    private static AccountName from(StepContext<RotateCredentials> context) {
        return new AccountName(context.input().from());
    }
}
