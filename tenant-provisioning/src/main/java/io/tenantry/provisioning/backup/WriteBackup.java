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

/** Takes a snapshot of the tenant's database and archives it. */
final class WriteBackup implements Step<BackupWish> {
    static final String NAME = "write-backup";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

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
        try (Readers readers = Readers.on(context, place(context).serverId())) {
            enter(readers.first(), place(context));
            // Only now: a migration may have been at work on it.
            BackupRows.Place place = place(context);
            try (Snapshot snapshot = snapshot(readers, context, place)) {
                // The snapshot keeps its schema as it is; anything else may be done to it.
                readers.first().leave(place.name());
                Archive.Report report =
                        Archive.write(snapshot, place.version(), store, where, context::headway);
                BackupRows.Made made =
                        new BackupRows.Made(
                                report, snapshot.moment(), place, snapshot.version().release());
                context.alongside(handle -> {
                    if (!BackupRows.ready(handle, backup, made, controlPlane.now())) {
                        throw gone();
                    }
                });
            }
        }
    }

    /** A tenant is never held up for long: its transactions come first, for a while. */
    private Snapshot snapshot(
            Readers readers, StepContext<BackupWish> context, BackupRows.Place place)
            throws SQLException {
        try {
            return Snapshot.exact(readers.gate().admin(), readers.admins(), place.name());
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.SNAPSHOT_BLOCKED && isYoung(context)) {
                throw new NotYetException("a long transaction holds the tenant's tables", LATER);
            }
            throw e;
        }
    }

    private boolean isYoung(StepContext<BackupWish> context) {
        return context.read(handle ->
                        BackupRows.find(handle, context.tenant(), context.input().backup()))
                .map(backup -> backup.createdAt().plus(LONGEST_WAIT).isAfter(controlPlane.now()))
                .orElse(false);
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
