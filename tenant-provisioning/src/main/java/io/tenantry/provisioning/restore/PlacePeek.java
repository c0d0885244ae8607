package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;

/**
 * Takes a place for a peek, on the server that the tenant lies on: there its rows can be compared
 * with the present ones, and brought back, without leaving the server.
 */
final class PlacePeek extends PeekStep {
    static final String NAME = "place";

    private final ControlPlane controlPlane;
    private final SecondPlaces places;

    PlacePeek(ControlPlane controlPlane, SecondPlaces places) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.places = places;
    }

    @Override
    public void execute(StepContext<OpenPeek> context) {
        Peek peek = peek(context);
        if (peek.database() != null) {
            return;
        }
        context.alongside(handle -> {
            TenantDatabase placed =
                    places.take(
                            handle, context.tenant(), null, PlacementRows.PEEK, controlPlane.now());
            PeekRows.place(handle, peek.id(), placed.id());
        });
    }

    /** Whoever undoes this has undone the rest. */
    @Override
    public void undo(StepContext<OpenPeek> context) {
        Peek peek = peek(context);
        String database = peek.database();
        context.alongside(handle -> {
            if (database != null) {
                PlacementRows.forget(handle, database);
                PeekRows.place(handle, peek.id(), null);
            }
            PeekRows.move(handle, peek.id(), PeekState.MAKING, PeekState.FAILED);
        });
    }
}
