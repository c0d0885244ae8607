package io.tenantry.cli.backup;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists a tenant's backups. */
@Command(name = "list", description = "List a tenant's backups, newest first.")
final class ListBackups extends BackupVerb {
    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    ListBackups(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session().show(BackupShape.SHAPE, all(session().tenant(slug).id()));
        return ExitCode.OK;
    }
}
