package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;

/** Gives the database its schema, and proves it. */
final class ApplyChangelog extends PlacedStep<CreateTenant> {
    static final String NAME = "apply-changelog";

    private final ControlPlane controlPlane;
    private final ChangelogReplay replay;

    ApplyChangelog(ControlPlane controlPlane, ChangelogReplay replay) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.replay = replay;
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        AdminConnection admin = admin(context, database);
        // DDL does not roll back: what an attempt left half-made is made anew.
        if (!admin.isEmpty(database.name())) {
            admin.dropDatabase(database.name());
            admin.createDatabase(database.name());
        }
        ChangelogRecording applied = replay.apply(admin, database.name());
        context.alongside(handle ->
                PlacementRows.schemaApplied(handle, database.id(), applied, controlPlane.now()));
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) {}
}
