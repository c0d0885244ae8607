package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;

/** Writes the beacon by which routing knows whose database it has reached. */
final class WriteIdentity extends PlacedStep<CreateTenant> {
    static final String NAME = "write-identity";

    WriteIdentity() {
        super(NAME);
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        TenantIdentity.write(admin(context, database), database, database.epoch());
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) {}
}
