package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.operation.OperationShape;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.journal.Operation;
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
        Tenant tenant = session().tenant(slug);
        confirm(tenant);
        TenantLifecycle lifecycle = control.provisioning().lifecycle();
        RequestedTenant requested =
                control.plane()
                        .inTransaction(
                                handle -> request(lifecycle, handle, tenant, control.actor()));
        return finish(session(), requested);
    }

    /** Sees the operation through and answers with the tenant. */
    static ExitCode finish(Session session, RequestedTenant requested) {
        Operation ended = session.follow(requested.operation());
        ExitCode exit = Follower.verdict(ended, session.console());
        Document tenant =
                TenantShape.document(
                        session.control()
                                .tenants()
                                .find(requested.tenant().id())
                                .orElse(requested.tenant()));
        session.show(
                session.isForPeople()
                        ? tenant
                        : new Document()
                                .with("tenant", tenant)
                                .with("operation", OperationShape.document(ended)));
        return exit;
    }
}
