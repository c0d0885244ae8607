package io.tenantry.cli.tenant;

import io.tenantry.cli.Session;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Suspends a tenant. */
@Command(name = "suspend", description = "Close a tenant; its data stays.")
final class SuspendTenant extends TenantChangeVerb {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for other operators")
    private @Nullable String reason;

    SuspendTenant(Session session) {
        super(session);
    }

    @Override
    RequestedTenant request(TenantLifecycle lifecycle, Handle handle, Tenant tenant, Actor actor) {
        return lifecycle.suspend(handle, tenant.id(), reason, actor);
    }
}
