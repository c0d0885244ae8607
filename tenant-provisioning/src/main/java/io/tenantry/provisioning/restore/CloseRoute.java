package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.provisioning.tenant.RouteTurns;
import java.time.Instant;

/** Puts the tenant into maintenance: replicas that hear it ask their callers to come back. */
final class CloseRoute extends SwapStep {
    static final String NAME = "close-route";

    private final ControlPlane controlPlane;
    private final RouteAnnouncer announcer;

    CloseRoute(ControlPlane controlPlane, RouteAnnouncer announcer) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.announcer = announcer;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) {
        context.alongside(handle -> {
            Instant now = controlPlane.now();
            RouteTurns.pause(handle, context.tenant(), now);
            RestoreRows.closed(handle, restore.id(), now);
            handle.afterCommit(() -> announcer.routeChanged(context.tenant()));
        });
    }

    /** The tenant goes on with the database that it has. */
    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) {
        if (isOvertaken(context)) {
            return;
        }
        context.alongside(handle -> {
            RouteTurns.reopen(handle, context.tenant(), controlPlane.now());
            handle.afterCommit(() -> announcer.routeChanged(context.tenant()));
        });
    }
}
