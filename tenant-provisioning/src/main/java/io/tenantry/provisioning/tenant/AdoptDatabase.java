package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import java.sql.SQLException;
import java.util.Set;

/**
 * Makes a warm database the tenant's own, by the row that says whose it is. If somebody has removed
 * the database meanwhile, it is made after all.
 */
final class AdoptDatabase extends PlacedStep<CreateTenant> {
    static final String NAME = "adopt-database";

    // Unknown database, unknown table.
    private static final Set<Integer> GONE = Set.of(1049, 1146);

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final ChangelogReplay replay;
    private final RouteAnnouncer announcer;

    AdoptDatabase(
            ControlPlane controlPlane,
            SecretBox secrets,
            ChangelogReplay replay,
            RouteAnnouncer announcer) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.replay = replay;
        this.announcer = announcer;
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        AdminConnection admin = admin(context, database);
        try {
            TenantIdentity.write(admin, database, database.epoch());
        } catch (SQLException e) {
            if (!GONE.contains(e.getErrorCode())) {
                throw e;
            }
            makeAnew(context, admin, database);
            TenantIdentity.write(admin, database, database.epoch());
        }
    }

    private void makeAnew(
            StepContext<CreateTenant> context, AdminConnection admin, TenantDatabase database)
            throws SQLException {
        admin.dropDatabase(database.name());
        admin.createDatabase(database.name());
        ChangelogRecording applied = replay.apply(admin, database.name());
        String password =
                context.read(handle -> PlacementRows.password(handle, database.id(), secrets));
        Accounts.ensure(admin, database.account(), password);
        Accounts.grantUse(admin, database.account(), database.name());
        context.alongside(handle ->
                PlacementRows.schemaApplied(handle, database.id(), applied, controlPlane.now()));
    }

    /** The first step, so whoever undoes it has undone the rest: the slug is free again. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        AdminConnection admin = admin(context, database);
        Accounts.drop(admin, database.account());
        admin.dropDatabase(database.name());
        TenantId tenant = context.tenant();
        context.alongside(handle -> {
            TenantRows.fail(handle, tenant, controlPlane.now());
            PlacementRows.delete(handle, tenant);
            JournaledPeople.forget(handle, context.operation());
            handle.afterCommit(() -> announcer.routeChanged(tenant));
        });
    }
}
