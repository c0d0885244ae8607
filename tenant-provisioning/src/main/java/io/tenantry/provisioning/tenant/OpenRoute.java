package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.snapshot.ScheduledEvents;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Opens the tenant for work: from here on requests find its database, and the events of one that
 * was copied happen.
 */
final class OpenRoute extends PlacedStep<CreateTenant> {
    static final String NAME = "open-route";

    private final ControlPlane controlPlane;
    private final RouteAnnouncer announcer;

    OpenRoute(ControlPlane controlPlane, RouteAnnouncer announcer) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.announcer = announcer;
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        if (context.input().source() != null) {
            ScheduledEvents.resume(admin(context, database), database.name(), null);
        }
        TenantId tenant = context.tenant();
        context.alongside(handle -> {
            Instant now = controlPlane.now();
            PlacementRows.activate(handle, database.id(), now);
            TenantRows.activate(handle, tenant, database.id(), now);
            JournaledPeople.forget(handle, context.operation());
            handle.afterCommit(() -> announcer.routeChanged(tenant));
        });
    }

    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        if (context.input().source() != null) {
            ScheduledEvents.pause(admin(context, database), database.name());
        }
        TenantId tenant = context.tenant();
        context.alongside(handle -> {
            TenantRows.provisioning(handle, tenant, controlPlane.now());
            handle.afterCommit(() -> announcer.routeChanged(tenant));
        });
    }
}
