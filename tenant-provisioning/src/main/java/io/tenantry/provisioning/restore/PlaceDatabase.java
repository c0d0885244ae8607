package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.time.Instant;

/**
 * Takes a place for the restored database, once the log is archived that it goes on with: nobody is
 * shut out for what has to be waited for. Touches the control plane only.
 */
final class PlaceDatabase extends SwapStep {
    static final String NAME = "place";

    private final ControlPlane controlPlane;
    private final SecondPlaces places;
    private final Recovery recovery;

    PlaceDatabase(ControlPlane controlPlane, SecondPlaces places, Recovery recovery) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.places = places;
        this.recovery = recovery;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) {
        if (restore.database() != null) {
            return;
        }
        Instant at = restore.at();
        if (at != null) {
            Backup backup =
                    context.read(handle ->
                            Backups.demandReady(handle, context.tenant(), restore.backup()));
            recovery.awaitArchived(backup, at, context.operation().requestedAt());
        }
        context.alongside(handle -> {
            TenantDatabase placed =
                    places.take(
                            handle,
                            context.tenant(),
                            context.input().server(),
                            PlacementRows.FILLING,
                            controlPlane.now());
            RestoreRows.place(handle, restore.id(), placed.id());
        });
    }

    @Override
    void undo(StepContext<SwapDatabases> context, Restore restore) {
        String database = restore.database();
        if (database != null) {
            context.alongside(handle -> {
                PlacementRows.forget(handle, database);
                RestoreRows.place(handle, restore.id(), null);
            });
        }
    }
}
