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

/** Deletes a tenant. */
@Command(
        name = "delete",
        description =
                "Close a tenant for good. Until the retention ends it can be undeleted; then it is purged.")
final class DeleteTenant extends TenantChangeVerb {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for other operators")
    private @Nullable String reason;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking")
    private boolean yes;

    DeleteTenant(Session session) {
        super(session);
    }

    @Override
    void confirm(Tenant tenant) {
        session()
                .confirm(
                        "This deletes the tenant %s (%s) and all it has, once the retention has ended."
                                .formatted(tenant.slug(), tenant.name()),
                        tenant.slug().value(),
                        yes);
    }

    @Override
    RequestedTenant request(TenantLifecycle lifecycle, Handle handle, Tenant tenant, Actor actor) {
        return lifecycle.delete(handle, tenant.id(), reason, actor);
    }
}
