package io.tenantry.cli.backup;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.tenant.Tenant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verifies a backup. */
@Command(
        name = "verify",
        description = "Read all of a backup and compare it with what was written.")
final class VerifyBackupVerb extends BackupVerb {
    @Parameters(index = "0", paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BACKUP",
            description = "The backup's id. Default: the newest that was made")
    private @Nullable String id;

    VerifyBackupVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Tenant tenant = session().tenant(slug);
        Backup backup = demand(tenant, id, EnumSet.of(BackupState.READY, BackupState.DAMAGED));
        Actor actor = session().control().actor();
        return run(handle -> backups().verify(handle, tenant.id(), backup.id(), actor));
    }
}
