package io.tenantry.provisioning.tenant;

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
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Fills the database with what a backup of another tenant's holds. */
final class RestoreDatabase extends PlacedStep<CreateTenant> {
    static final String NAME = "restore-database";

    private final ControlPlane controlPlane;
    private final BackupVault vault;
    private final Recovery recovery;

    RestoreDatabase(ControlPlane controlPlane, BackupVault vault) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.vault = vault;
        this.recovery = new Recovery(controlPlane, vault);
    }

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        TenantId source =
                new TenantId(Objects.requireNonNull(context.input().source(), "no source"));
        String id = Objects.requireNonNull(context.input().backup(), "no backup");
        Instant at = context.input().at();
        Backup backup = context.read(handle -> Backups.demandReady(handle, source, id));
        if (at != null) {
            recovery.awaitArchived(backup, at, context.operation().requestedAt());
        }
        AdminConnection admin = admin(context, database);
        CopyDatabase.empty(admin, database);
        DatabaseCopy.Report restored;
        try (Lane second = context.lane(database.serverId(), 1)) {
            restored =
                    vault.restore(
                            context,
                            source,
                            id,
                            List.of(admin, second.admin()),
                            database.name(),
                            CopyDatabase.NOT_COPIED);
        }
        SchemaState schema =
                at == null
                        ? new SchemaState(
                                String.valueOf(backup.schemaVersion()), restored.fingerprint())
                        : recovery.forward(
                                backup, at, admin, database.name(), CopyDatabase.NOT_COPIED);
        context.alongside(handle ->
                PlacementRows.schemaApplied(
                        handle,
                        database.id(),
                        schema.version(),
                        schema.fingerprint(),
                        controlPlane.now()));
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) {}
}
