package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.snapshot.Archive;
import io.tenantry.provisioning.snapshot.Snapshot;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;

/** Takes a snapshot of the tenant's database and archives it. */
final class WriteBackup implements Step<BackupWish> {
    static final String NAME = "write-backup";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ControlPlane controlPlane;
    private final BackupVault vault;

    WriteBackup(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<BackupWish> context) throws SQLException {
        String backup = context.input().backup();
        String where = BackupVault.place(context.tenant(), backup);
        SealedStore store = vault.of(context.tenant());
        // What an attempt left half-made is made anew.
        vault.clear(where);
        try (Lane lane = context.lane(place(context).serverId(), 0)) {
            enter(lane, place(context));
            // Only now: a migration may have been at work on it.
            BackupRows.Place place = place(context);
            Instant takenAt = controlPlane.now();
            try (Snapshot snapshot = Snapshot.of(lane.admin(), place.name())) {
                // The snapshot keeps its schema as it is; anything else may be done to it.
                lane.leave(place.name());
                Archive.Report report = Archive.write(snapshot, store, where);
                String engine = lane.admin().version().release();
                context.alongside(handle -> {
                    if (!BackupRows.ready(
                            handle,
                            backup,
                            report,
                            engine,
                            place.version(),
                            takenAt,
                            controlPlane.now())) {
                        throw gone();
                    }
                });
            }
        }
    }

    private static void enter(Lane lane, BackupRows.Place place) throws SQLException {
        try {
            lane.enter(place.name());
        } catch (SQLTransientException e) {
            throw new NotYetException("the database is being worked on", SOON);
        }
    }

    private static BackupRows.Place place(StepContext<BackupWish> context) {
        TenantId tenant = context.tenant();
        return context.read(
                handle -> BackupRows.place(handle, tenant).orElseThrow(WriteBackup::gone));
    }

    private static ProvisioningException gone() {
        return new ProvisioningException(
                Reason.TENANT_STATE_CONFLICT, "the tenant is being removed, or has no database");
    }

    @Override
    public void undo(StepContext<BackupWish> context) {
        String backup = context.input().backup();
        vault.clear(BackupVault.place(context.tenant(), backup));
        context.alongside(handle -> BackupRows.failed(handle, backup, controlPlane.now()));
    }
}
