package io.tenantry.access.user;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.DeletionReceipts;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * The step of a tenant's purge that ends its memberships and the sessions that chose it. The people
 * stay: they may belong to other tenants.
 */
@ApplicationScoped
class ForgetMembers implements Step<PurgeTenant> {
    private final Memberships memberships;
    private final Clock clock;

    ForgetMembers(Memberships memberships, Clock clock) {
        this.memberships = memberships;
        this.clock = clock;
    }

    @Override
    public String name() {
        return PurgeTenant.FORGET_MEMBERS;
    }

    @Override
    public void execute(StepContext<PurgeTenant> context) {
        context.alongside(handle -> forget(handle, context.tenant()));
    }

    private void forget(Handle handle, TenantId tenant) {
        int members = memberships.removeAll(handle, tenant);
        int sessions =
                handle.createUpdate("DELETE FROM refresh_tokens WHERE tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .execute();
        Instant now = clock.instant();
        if (members > 0) {
            DeletionReceipts.removed(
                    handle, tenant, "members", "%d memberships".formatted(members), now);
        }
        if (sessions > 0) {
            DeletionReceipts.removed(
                    handle, tenant, "sessions", "%d refresh tokens".formatted(sessions), now);
        }
    }

    /** There is no way back from a purge. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
