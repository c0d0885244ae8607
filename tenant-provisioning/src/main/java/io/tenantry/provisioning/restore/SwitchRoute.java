package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.snapshot.ScheduledEvents;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.provisioning.tenant.RouteTurns;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.provisioning.tenant.TenantRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Leads the route to the next database. The last step: the transaction that turns the route ends
 * the operation, so there is no turned route that could be undone without anybody asking for it.
 */
final class SwitchRoute extends SwapStep {
    static final String NAME = "switch-route";

    private final ControlPlane controlPlane;
    private final CatchUp catchUp;
    private final RouteAnnouncer announcer;
    private final LostServers lostServers;

    SwitchRoute(
            ControlPlane controlPlane,
            CatchUp catchUp,
            RouteAnnouncer announcer,
            LostServers lostServers) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.catchUp = catchUp;
        this.announcer = announcer;
        this.lostServers = lostServers;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        TenantDatabase serving = serving(context);
        if (restore.mode() == RestoreMode.LOST_SERVER && restore.state() == RestoreState.RUNNING) {
            // Else what it has is newer than what was restored.
            lostServers.demandSilent(serving.serverId());
        } else {
            // Held from here on: no migration changes the version of the one that serves.
            AdminConnection unused = admin(context, serving);
            assert unused != null;
        }
        MigrateDatabase.bring(catchUp, context, restore);
        TenantDatabase next = next(context, restore);
        if (!context.read(handle -> TenantRows.isSuspended(handle, context.tenant()))) {
            Accounts.unlock(admin(context, next), next.account());
        }
        ScheduledEvents.resume(admin(context, next), next.name(), null);
        long epoch = WriteIdentity.epochAfter(serving);
        context.alongside(handle -> turn(handle, context, restore, next, epoch));
    }

    private void turn(
            Handle handle,
            StepContext<SwapDatabases> context,
            Restore restore,
            TenantDatabase next,
            long epoch) {
        Instant now = controlPlane.now();
        Optional<TenantDatabase> former = RouteTurns.turn(handle, next, epoch, now);
        if (former.isEmpty()) {
            // Done already: a step may run twice.
            return;
        }
        Instant keptUntil = now.plusMillis(context.input().keepMillis());
        if (restore.state() == RestoreState.UNDOING) {
            RestoreRows.undone(handle, restore.id(), now, keptUntil);
        } else {
            RestoreRows.done(handle, restore.id(), former.get().id(), now, keptUntil);
        }
        handle.afterCommit(() -> announcer.routeChanged(context.tenant()));
    }

    /** What does not serve is locked and at rest. Once it serves, this operation has ended. */
    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        Optional<TenantDatabase> next = nextIfThere(context, restore);
        if (next.isPresent()) {
            Accounts.lock(admin(context, next.get()), next.get().account());
            ScheduledEvents.pause(admin(context, next.get()), next.get().name());
        }
    }
}
