package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import java.sql.SQLException;

/**
 * Leads the tenant's route to the other account, in the next epoch.
 *
 * <p>Both accounts work in this moment, and the database's beacon, which is one behind the new
 * route, admits the old one and the new: whichever of them a replica knows, it is served. In the
 * other order a replica would be told that its route is stale and find no newer one.
 */
final class SwitchRoute extends PlacedStep<RotateCredentials> {
    static final String NAME = "switch-route";

    private final ControlPlane controlPlane;
    private final RotationRows rows;
    private final RouteAnnouncer announcer;

    SwitchRoute(ControlPlane controlPlane, RotationRows rows, RouteAnnouncer announcer) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.rows = rows;
        this.announcer = announcer;
    }

    @Override
    void execute(StepContext<RotateCredentials> context, TenantDatabase database)
            throws SQLException {
        RotateCredentials input = context.input();
        // A rotation that was given up half-way may have left the beacon behind.
        RotatedAccounts.raiseBeacon(context, database, input.epoch());
        swap(context, database, input.from(), input.to());
    }

    /** Back to the old account, but never to an old epoch. */
    @Override
    void undo(StepContext<RotateCredentials> context, TenantDatabase database) throws SQLException {
        RotatedAccounts.raiseBeaconIfThere(context, database, database.epoch());
        swap(context, database, context.input().to(), context.input().from());
    }

    private void swap(
            StepContext<RotateCredentials> context,
            TenantDatabase database,
            String from,
            String to) {
        context.alongside(handle -> {
            if (rows.swap(
                    handle,
                    context.tenant(),
                    database.id(),
                    new AccountName(from),
                    new AccountName(to),
                    controlPlane.now())) {
                handle.afterCommit(() -> announcer.routeChanged(context.tenant()));
            }
        });
    }
}
