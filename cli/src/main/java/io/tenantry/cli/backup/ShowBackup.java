package io.tenantry.cli.backup;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.provisioning.backup.BackupState;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a backup. */
@Command(name = "show", description = "Show a backup.")
final class ShowBackup extends BackupVerb {
    @Parameters(index = "0", paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BACKUP",
            description = "The backup's id. Default: the newest")
    private @Nullable String id;

    ShowBackup(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session()
                .show(
                        BackupShape.document(
                                demand(
                                        session().tenant(slug),
                                        id,
                                        EnumSet.allOf(BackupState.class))));
        return ExitCode.OK;
    }
}
