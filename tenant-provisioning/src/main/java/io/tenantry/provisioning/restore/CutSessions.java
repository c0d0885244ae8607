package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountSessions;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.snapshot.ScheduledEvents;
import io.tenantry.provisioning.tenant.Farewell;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.provisioning.tenant.TenantIdentity;
import io.tenantry.provisioning.tenant.TenantRows;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Makes the closed route hold: the serving account is locked and its sessions end, so from here on
 * nobody's write is taken by the database that is about to be left, whatever a replica has heard.
 * Nor do its events write any more.
 */
final class CutSessions extends SwapStep {
    static final String NAME = "cut-sessions";

    /** A replica that admitted a request a moment ago has a session, but has not begun yet. */
    private static final Duration BEGINNING = Duration.ofMillis(100);

    private final ControlPlane controlPlane;

    CutSessions(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        TenantDatabase serving = serving(context);
        AdminConnection admin = admin(context, serving);
        Accounts.lock(admin, serving.account());
        ScheduledEvents.pause(admin, serving.name());
        Farewell.ofClosed(BEGINNING, Duration.ofMillis(context.input().graceMillis()))
                .take(context, controlPlane, new AccountSessions(admin, serving.account()));
    }

    /**
     * The account serves again, in an epoch of its own: replicas that were refused a moment ago try
     * again at once.
     */
    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        if (isOvertaken(context)) {
            return;
        }
        TenantDatabase serving = serving(context);
        AdminConnection admin = admin(context, serving);
        // What was to happen since the route was closed happens late.
        ScheduledEvents.resume(admin, serving.name(), restore.closedAt());
        if (context.read(handle -> TenantRows.isSuspended(handle, context.tenant()))) {
            return;
        }
        Accounts.unlock(admin, serving.account());
        long epoch = serving.epoch() + 1;
        TenantIdentity.write(admin, serving, epoch);
        context.alongside(handle ->
                PlacementRows.raiseEpoch(handle, serving.id(), epoch, controlPlane.now()));
    }
}
