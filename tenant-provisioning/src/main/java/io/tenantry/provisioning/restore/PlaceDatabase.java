package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;

/** Takes a place for the restored database. Touches the control plane only. */
final class PlaceDatabase extends SwapStep {
    static final String NAME = "place";

    private final ControlPlane controlPlane;
    private final SecondPlaces places;

    PlaceDatabase(ControlPlane controlPlane, SecondPlaces places) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.places = places;
    }

    @Override
    void execute(StepContext<SwapDatabases> context, Restore restore) {
        if (restore.database() != null) {
            return;
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
