package io.tenantry.cli.tenant;

import io.tenantry.cli.Session;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;

/** Brings a deleted tenant back. */
@Command(name = "undelete", description = "Bring a deleted tenant back, within its retention.")
final class UndeleteTenant extends TenantChangeVerb {
    UndeleteTenant(Session session) {
        super(session);
    }

    @Override
    RequestedTenant request(TenantLifecycle lifecycle, Handle handle, Tenant tenant, Actor actor) {
        return lifecycle.undelete(handle, tenant.id(), actor);
    }
}
