package io.tenantry.cli.backup;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.schedule.JudgedBackup;
import io.tenantry.provisioning.schedule.Pruning;
import io.tenantry.provisioning.tenant.Tenant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the backups removed that a tenant's rules no longer keep. */
@Command(
        name = "prune",
        description = {
            "Remove the backups that the tenant's rules no longer keep, as a server does by itself.",
            "The last good one never goes, nor one that is locked or in use."
        })
final class PruneBackups extends BackupVerb {
    private static final Shape<JudgedBackup> SHAPE =
            new Shape<>(
                    PruneBackups::document,
                    List.of(
                            new Column<>("BACKUP", JudgedBackup::backup),
                            new Column<>("MADE", JudgedBackup::at),
                            new Column<>("VERDICT", each -> each.stays() ? "stays" : "goes"),
                            new Column<>("BECAUSE", each -> String.join(", ", each.reasons())),
                            new Column<>("UNTIL", JudgedBackup::until)));

    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Option(names = "--dry-run", description = "Only say what would go, and why the rest stays")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking")
    private boolean yes;

    PruneBackups(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Tenant tenant = session().tenant(slug);
        Pruning pruning = prune(tenant, true);
        long going = pruning.backups().stream().filter(each -> !each.stays()).count();
        if (!dryRun && going > 0) {
            session()
                    .confirm(
                            "This removes %d of %d backups of the tenant %s (%s) for good."
                                    .formatted(
                                            going,
                                            pruning.backups().size(),
                                            tenant.slug(),
                                            tenant.name()),
                            tenant.slug().value(),
                            yes);
            pruning = prune(tenant, false);
        }
        ExitCode exit = ExitCode.OK;
        for (OperationId removal : pruning.operations()) {
            ExitCode one = Follower.verdict(session().follow(removal), session().console());
            exit = one == ExitCode.OK ? exit : one;
        }
        session().show(SHAPE, pruning.backups());
        return exit;
    }

    private Pruning prune(Tenant tenant, boolean onlySay) {
        Control control = session().control();
        return control.plane()
                .inTransaction(handle ->
                        control.provisioning()
                                .backupRetention()
                                .prune(handle, tenant.id(), onlySay, control.actor()));
    }

    private static Document document(JudgedBackup judged) {
        return new Document()
                .with("backup", judged.backup())
                .with("at", judged.at())
                .with("stays", judged.stays())
                .with("reasons", judged.reasons())
                .with("until", judged.until());
    }
}
