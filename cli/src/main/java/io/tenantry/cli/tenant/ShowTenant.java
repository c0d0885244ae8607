package io.tenantry.cli.tenant;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a tenant. */
@Command(name = "show", description = "Show a tenant.")
final class ShowTenant extends Verb {
    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    ShowTenant(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session().show(TenantShape.document(session().tenant(slug)));
        return ExitCode.OK;
    }
}
