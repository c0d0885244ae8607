package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.GeneratedPassword;

/**
 * Keeps a new password for the account to come, before there is one: whatever crashes later, the
 * password of every account that exists is in the books.
 */
final class StoreSecret extends PlacedStep<RotateCredentials> {
    static final String NAME = "store-secret";

    private final ControlPlane controlPlane;
    private final RotationRows rows;

    StoreSecret(ControlPlane controlPlane, RotationRows rows) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.rows = rows;
    }

    @Override
    void execute(StepContext<RotateCredentials> context, TenantDatabase database) {
        context.alongside(handle ->
                rows.keepOther(
                        handle, database.id(), GeneratedPassword.next(), controlPlane.now()));
    }

    @Override
    void undo(StepContext<RotateCredentials> context, TenantDatabase database) {
        context.alongside(handle -> rows.forgetOther(handle, database.id(), controlPlane.now()));
    }
}
