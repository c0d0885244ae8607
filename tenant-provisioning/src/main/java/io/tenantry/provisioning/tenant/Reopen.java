package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import org.jdbi.v3.core.Handle;

/** Gives a closed tenant the state that it returns to. The last step, so it has nothing to undo. */
final class Reopen implements Step<ReopenTenant> {
    static final String NAME = "open-route";

    private final ControlPlane controlPlane;
    private final RouteAnnouncer announcer;

    Reopen(ControlPlane controlPlane, RouteAnnouncer announcer) {
        this.controlPlane = controlPlane;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<ReopenTenant> context) {
        context.alongside(handle -> reopen(handle, context.tenant(), context.input().to()));
    }

    private void reopen(Handle handle, TenantId tenant, TenantState to) {
        TenantLife after =
                switch (LifeRows.lock(handle, tenant)) {
                    case TenantLife.Suspended suspended when to == TenantState.ACTIVE ->
                            suspended.resume();
                    case TenantLife.Deleted deleted when deleted.before().state() == to ->
                            deleted.undelete();
                    // Done already: a step may run twice.
                    case TenantLife life when life.state() == to -> life;
                    case TenantLife life ->
                            throw new IllegalStateException(
                                    "a tenant that is %s cannot become %s"
                                            .formatted(life.state().code(), to.code()));
                };
        LifeRows.write(handle, tenant, after, null, controlPlane.now());
        handle.afterCommit(() -> announcer.routeChanged(tenant));
    }

    @Override
    public void undo(StepContext<ReopenTenant> context) {}
}
