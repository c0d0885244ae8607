package io.tenantry.cli.tenant;

import io.tenantry.cli.Session;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;

/** Resumes a suspended tenant. */
@Command(name = "resume", description = "Open a suspended tenant.")
final class ResumeTenant extends TenantChangeVerb {
    ResumeTenant(Session session) {
        super(session);
    }

    @Override
    RequestedTenant request(TenantLifecycle lifecycle, Handle handle, Tenant tenant, Actor actor) {
        return lifecycle.resume(handle, tenant.id(), actor);
    }
}
