package io.tenantry.cli.migrate;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.migration.MigrationPlan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Plans a migration. */
@Command(
        name = "plan",
        description = "Show what a migration would do, statement by statement. Changes nothing.")
final class PlanMigration extends Verb {
    @Parameters(
            arity = "0..*",
            paramLabel = "SLUG",
            description = "Only these tenants. Default: all that are not up to date")
    private List<String> slugs = new ArrayList<>();

    PlanMigration(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        MigrationPlan plan =
                session()
                        .control()
                        .provisioning()
                        .migrations()
                        .plan(ChosenTenants.of(session(), slugs));
        if (!session().isForPeople()) {
            session().show(MigrationShape.document(plan));
            return ExitCode.OK;
        }
        session().console().say("%d databases are up to date.".formatted(plan.upToDate()));
        if (!plan.ways().isEmpty()) {
            session().show(MigrationShape.WAYS, plan.ways());
            plan.ways().forEach(this::statements);
        }
        return ExitCode.OK;
    }

    private void statements(MigrationPlan.Way way) {
        for (MigrationPlan.Planned planned : way.statements()) {
            session()
                    .console()
                    .say(
                            "%s%s"
                                    .formatted(
                                            planned.sql(),
                                            planned.destroys() == null
                                                    ? ";"
                                                    : "; -- destroys: " + planned.destroys()));
        }
    }
}
