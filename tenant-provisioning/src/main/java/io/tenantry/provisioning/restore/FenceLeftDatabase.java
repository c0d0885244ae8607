package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.AccountSessions;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.snapshot.ScheduledEvents;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Does to a database, late, what could not be done when its server was lost: nobody writes to it
 * any more, its own events included. From here on it is kept like any other that served before.
 */
final class FenceLeftDatabase implements Step<DropKept> {
    static final String NAME = "fence-database";

    private final ControlPlane controlPlane;

    FenceLeftDatabase(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<DropKept> context) throws SQLException {
        DropKept input = context.input();
        Optional<TenantDatabase> left =
                context.read(
                        handle -> PlacementRows.find(handle, input.database(), PlacementRows.KEPT));
        if (left.isPresent()) {
            fence(context, left.get());
        }
        context.alongside(
                handle -> RestoreRows.fenced(handle, input.restore(), controlPlane.now()));
    }

    private static void fence(StepContext<DropKept> context, TenantDatabase left)
            throws SQLException {
        AdminConnection admin = context.admin(left.serverId(), left.name());
        // A rotation may have been under way when the server was lost.
        for (AccountName account : AccountName.bothOf(left.id())) {
            Accounts.lock(admin, account);
            new AccountSessions(admin, account).endAll();
        }
        ScheduledEvents.pause(admin, left.name());
    }

    /** There is no way back. */
    @Override
    public void undo(StepContext<DropKept> context) {}
}
