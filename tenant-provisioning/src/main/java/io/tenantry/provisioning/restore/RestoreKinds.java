package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;

/** The operations that bring a tenant's past back. */
public record RestoreKinds(
        OperationKind<SwapDatabases> restore,
        OperationKind<SwapDatabases> undo,
        OperationKind<DropKept> drop,
        OperationKind<DropKept> fence) {
    /** The kind of the operation that brings a tenant's past back. */
    public static final String RESTORE = SwapKind.RESTORE;

    /** The kind of the operation that takes that back. */
    public static final String UNDO = SwapKind.UNDO;

    /** Makes them. */
    public static RestoreKinds of(
            ControlPlane controlPlane,
            SecretBox secrets,
            RouteAnnouncer announcer,
            BackupVault vault,
            Recovery recovery,
            CatchUp catchUp,
            AdminConnections connections) {
        SecondPlaces places = new SecondPlaces(secrets);
        NamedSteps<SwapDatabases> steps =
                NamedSteps.of(
                        new PlaceDatabase(controlPlane, places, recovery),
                        new CreateDatabase(),
                        new CreateAccount(places),
                        new FillDatabase(new FillDatabase.Filling(controlPlane, vault, recovery)),
                        new MigrateDatabase(catchUp),
                        new WriteIdentity(),
                        new CloseRoute(controlPlane, announcer),
                        new CutSessions(controlPlane),
                        new SwitchRoute(
                                controlPlane,
                                catchUp,
                                announcer,
                                new LostServers(connections, recovery)));
        return new RestoreKinds(
                new SwapKind(SwapKind.RESTORE, steps),
                new SwapKind(SwapKind.UNDO, steps),
                new UnservingKind(UnservingKind.DROP, new DropKeptDatabase()),
                new UnservingKind(UnservingKind.FENCE, new FenceLeftDatabase(controlPlane)));
    }

    /** All, for a runner. */
    public List<OperationKind<?>> all() {
        return List.of(restore, undo, drop, fence);
    }
}
