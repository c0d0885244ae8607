package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.binlog.SchemaState;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.snapshot.DatabaseCopy;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills the second database with all that the backup holds, and reads it back; then goes on to the
 * moment that was asked for. What the tenant's clients were answered then comes back, too: a call
 * that is repeated has its answer, if it has its effect.
 */
final class FillDatabase extends SwapStep {
    static final String NAME = "restore-database";

    private final Filling filling;

    FillDatabase(Filling filling) {
        super(NAME);
        this.filling = filling;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) throws SQLException {
        filling.fill(context, next(context, restore), restore.backup(), restore.at());
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) {}

    /** How a database is filled, whatever it is for. */
    record Filling(ControlPlane controlPlane, BackupVault vault, Recovery recovery) {
        void fill(StepContext<?> context, TenantDatabase database, String id, @Nullable Instant at)
                throws SQLException {
            TenantId tenant = context.tenant();
            AdminConnection admin = context.admin(database.serverId(), database.name());
            Backup backup = context.read(handle -> Backups.demandReady(handle, tenant, id));
            if (at != null) {
                recovery.awaitArchived(backup, at, context.operation().requestedAt());
            }
            // What an attempt left half-made is made anew.
            if (!admin.isEmpty(database.name())) {
                admin.dropDatabase(database.name());
                admin.createDatabase(database.name());
            }
            DatabaseCopy.Report restored;
            try (Lane second = context.lane(database.serverId(), 1)) {
                restored =
                        vault.restore(
                                context,
                                tenant,
                                id,
                                List.of(admin, second.admin()),
                                database.name(),
                                Set.of());
            }
            SchemaState schema =
                    at == null
                            ? new SchemaState(
                                    String.valueOf(backup.schemaVersion()), restored.fingerprint())
                            : recovery.forward(backup, at, admin, database.name(), Set.of());
            context.alongside(handle ->
                    PlacementRows.schemaApplied(
                            handle,
                            database.id(),
                            schema.version(),
                            schema.fingerprint(),
                            controlPlane.now()));
        }
    }
}
