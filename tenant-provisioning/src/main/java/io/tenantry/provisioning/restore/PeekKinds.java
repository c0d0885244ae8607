package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;

/** The operations on peeks. */
public record PeekKinds(
        OperationKind<OpenPeek> open, OperationKind<OpenPeek> end, OperationKind<ReturnRows> rows) {
    // The names of the operations, as the API shows them.
    public static final String OPEN = PeekKind.OPEN;
    public static final String END = PeekKind.END;
    public static final String ROWS = RowsKind.NAME;

    /** Makes them. */
    public static PeekKinds of(
            ControlPlane controlPlane, SecretBox secrets, BackupVault vault, Recovery recovery) {
        SecondPlaces places = new SecondPlaces(secrets);
        return new PeekKinds(
                new PeekKind(
                        OPEN,
                        List.of(
                                new PlacePeek(controlPlane, places),
                                new CreatePeek(),
                                new FillPeek(
                                        new FillDatabase.Filling(controlPlane, vault, recovery)),
                                new AdmitToPeek(controlPlane, places)),
                        true),
                new PeekKind(END, List.of(new EndPeek()), false),
                new RowsKind(controlPlane));
    }

    /** All, for a runner. */
    public List<OperationKind<?>> all() {
        return List.of(open, end, rows);
    }
}
