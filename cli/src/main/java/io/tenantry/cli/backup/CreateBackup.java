package io.tenantry.cli.backup;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.tenant.Tenant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a backup. */
@Command(name = "create", description = "Back a tenant's database up, as of one moment.")
final class CreateBackup extends BackupVerb {
    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    CreateBackup(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Tenant tenant = session().tenantAtRest(slug);
        Actor actor = session().control().actor();
        return run(handle -> backups().create(handle, tenant.id(), actor));
    }
}
