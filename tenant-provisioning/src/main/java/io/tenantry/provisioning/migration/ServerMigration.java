package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * The operation {@code fleet.migrate}: the databases of one server in one run of a migration. It
 * cannot go back; it ends when the migration does, or pauses.
 */
final class ServerMigration implements OperationKind<MigrateServer> {
    static final String NAME = "fleet.migrate";

    private final NamedSteps<MigrateServer> steps;

    ServerMigration(Step<MigrateServer> only) {
        this.steps = NamedSteps.of(only);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<MigrateServer> inputType() {
        return MigrateServer.class;
    }

    @Override
    public List<String> plan(MigrateServer input) {
        return List.of(MigrateDatabases.NAME);
    }

    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public Optional<Step<MigrateServer>> step(String name) {
        return steps.find(name);
    }
}
