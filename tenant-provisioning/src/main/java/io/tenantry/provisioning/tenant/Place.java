package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.GeneratedPassword;
import io.tenantry.provisioning.server.ServerChoice;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Chooses the server, and names the database and its account. Touches the control plane only. */
final class Place implements Step<CreateTenant> {
    static final String NAME = "place";

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final RouteAnnouncer announcer;

    Place(ControlPlane controlPlane, SecretBox secrets, RouteAnnouncer announcer) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<CreateTenant> context) {
        context.alongside(handle -> place(handle, context.tenant(), context.input()));
    }

    private void place(Handle handle, TenantId tenant, CreateTenant input) {
        if (PlacementRows.of(handle, tenant).isPresent()) {
            return;
        }
        Instant now = controlPlane.now();
        TenantDatabase database =
                TenantDatabase.on(ServerChoice.make(handle, input.place()), Ulid.at(now), tenant);
        byte[] secret =
                secrets.seal(GeneratedPassword.next(), SecretPlaces.tenantAccount(database.id()));
        PlacementRows.insert(handle, database, secret, now);
        TenantRows.provisioning(handle, tenant, now);
    }

    /** Whoever undoes this has undone the rest: the tenant is no more, and its slug is free. */
    @Override
    public void undo(StepContext<CreateTenant> context) {
        TenantId tenant = context.tenant();
        context.alongside(handle -> {
            TenantRows.fail(handle, tenant, controlPlane.now());
            PlacementRows.delete(handle, tenant);
            JournaledPeople.forget(handle, context.operation());
            handle.afterCommit(() -> announcer.routeChanged(tenant));
        });
    }
}
