package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.operation.OperationShape;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.tenant.RequestedTenant;

/** What a command answers that has something done with a tenant. */
public final class TenantAnswer {
    private TenantAnswer() {}

    /** Sees the operation through and answers with the tenant. */
    public static ExitCode finish(Session session, RequestedTenant requested) {
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
