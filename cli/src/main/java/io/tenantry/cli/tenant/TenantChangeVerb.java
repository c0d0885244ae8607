package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Parameters;

/** A command that takes a tenant from one state to the next. */
abstract class TenantChangeVerb extends Verb {
    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    TenantChangeVerb(Session session) {
        super(session);
    }

    /** Asks whether it shall be done; does nothing by itself. */
    void confirm(Tenant tenant) {}

    /** Asks provisioning for it. */
    abstract RequestedTenant request(
            TenantLifecycle lifecycle, Handle handle, Tenant tenant, Actor actor);

    @Override
    protected final ExitCode act() {
        Control control = session().control();
        Tenant tenant = session().tenantAtRest(slug);
        confirm(tenant);
        TenantLifecycle lifecycle = control.provisioning().lifecycle();
        RequestedTenant requested =
                control.plane()
                        .inTransaction(
                                handle -> request(lifecycle, handle, tenant, control.actor()));
        return TenantAnswer.finish(session(), requested);
    }
}
