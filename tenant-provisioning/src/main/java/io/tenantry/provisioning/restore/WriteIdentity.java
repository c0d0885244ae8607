package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.provisioning.tenant.TenantIdentity;
import java.sql.SQLException;

/**
 * Writes the beacon of the next database, in the epoch in which it is to serve. A route to it from
 * an earlier time of its own is stale from here on.
 */
final class WriteIdentity extends SwapStep {
    static final String NAME = "write-identity";

    WriteIdentity() {
        super(NAME);
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        TenantDatabase next = next(context, restore);
        TenantIdentity.write(admin(context, next), next, epochAfter(serving(context)));
    }

    static long epochAfter(TenantDatabase serving) {
        return serving.epoch() + 1;
    }

    /** Nobody is routed to the database, whatever epoch it is in. */
    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) {}
}
