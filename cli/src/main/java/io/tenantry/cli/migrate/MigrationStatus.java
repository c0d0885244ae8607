package io.tenantry.cli.migrate;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationTarget;
import io.tenantry.provisioning.migration.TargetState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows migrations. */
@Command(name = "status", description = "Show a migration and what failed, or the latest ones.")
final class MigrationStatus extends Verb {
    private static final int LATEST = 20;
    private static final int MOST_FAILURES = 100;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The migration's id")
    private @Nullable String id;

    MigrationStatus(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        FleetMigrations migrations = session().control().provisioning().migrations();
        if (id == null) {
            session().show(MigrationShape.MIGRATIONS, migrations.list(null, LATEST));
            return ExitCode.OK;
        }
        Migration migration =
                migrations
                        .find(id)
                        .orElseThrow(() ->
                                new ProvisioningException(
                                        Reason.MIGRATION_UNKNOWN, "no migration has that id"));
        session().show(MigrationShape.document(migration));
        List<MigrationTarget> failures =
                Stream.of(TargetState.FAILED, TargetState.DRIFTED)
                        .flatMap(state ->
                                migrations
                                        .targets(migration.id(), state, null, MOST_FAILURES)
                                        .stream())
                        .toList();
        if (session().isForPeople() && !failures.isEmpty()) {
            session().show(MigrationShape.FAILURES, failures);
        }
        return ExitCode.OK;
    }
}
