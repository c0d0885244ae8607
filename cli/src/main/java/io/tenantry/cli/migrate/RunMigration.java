package io.tenantry.cli.migrate;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a migration. */
@Command(
        name = "run",
        description =
                "Migrate in waves. Ctrl-C leaves the migration to a server, or to the next run of this.")
final class RunMigration extends Verb {
    @Parameters(
            arity = "0..*",
            paramLabel = "SLUG",
            description = "Only these tenants. Default: all that are not up to date")
    private List<String> slugs = new ArrayList<>();

    @Option(names = "--destructive", description = "Statements that destroy data may run")
    private boolean destructive;

    @Option(
            names = "--repair",
            description = "Bring databases that have drifted up to date by Liquibase")
    private boolean repair;

    @Option(
            names = "--waves",
            split = ",",
            paramLabel = "PERCENT",
            description = "Which part is migrated after each wave. Default: 10,50,100")
    private @Nullable List<Integer> waves;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Databases of a server at once. Default: 4")
    private @Nullable Integer parallelism;

    @Option(
            names = "--error-budget",
            paramLabel = "N",
            description = "Failures in a wave before it pauses. Default: 0")
    private @Nullable Integer errorBudget;

    RunMigration(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Control control = session().control();
        FleetMigrations migrations = control.provisioning().migrations();
        Migration begun =
                migrations.start(
                        new MigrationRequest(
                                ChosenTenants.of(session(), slugs), destructive, settings()),
                        control.actor());
        Migration ended = new MigrationFollower(session()).follow(begun.id());
        session().show(MigrationShape.document(ended));
        return MigrationFollower.verdict(ended);
    }

    private MigrationSettings settings() {
        MigrationSettings usual = MigrationSettings.DEFAULTS;
        return new MigrationSettings(
                Map.of(),
                waves == null ? usual.waves() : waves,
                parallelism == null ? usual.parallelism() : parallelism,
                errorBudget == null ? usual.errorBudget() : errorBudget,
                usual.attempts(),
                usual.lockWaitSeconds(),
                usual.statementSeconds(),
                repair);
    }
}
