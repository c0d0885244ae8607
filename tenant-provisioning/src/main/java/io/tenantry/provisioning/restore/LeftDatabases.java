package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnections;
import java.time.Duration;
import java.time.Instant;

/**
 * Databases that were left behind on servers that were lost. Nobody is routed to them; but when
 * such a server comes back, the account that served is still open on it. So it is asked from time
 * to time, and the database is locked as soon as it answers.
 */
public final class LeftDatabases {
    /** Somebody has to look at a server that is back and takes nothing. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private final ControlPlane controlPlane;
    private final UnservingRequests requests;
    private final RestoreKinds kinds;
    private final AdminConnections connections;

    public LeftDatabases(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            RestoreKinds kinds,
            AdminConnections connections) {
        this.controlPlane = controlPlane;
        this.requests = new UnservingRequests(runner, audit);
        this.kinds = kinds;
        this.connections = connections;
    }

    /**
     * Asks that what was left on servers that are back be locked; to be called from time to time,
     * by any replica. Where that has failed for good it is asked for again after a while.
     *
     * @return for how many databases it was asked
     */
    public int fenceReturned(Actor actor) {
        PresentServers present = new PresentServers(controlPlane, connections);
        Instant since = controlPlane.now().minus(AFTER_FAILURE);
        int asked = 0;
        for (Restore left : controlPlane.read(handle -> RestoreRows.left(handle, since))) {
            if (present.have(left.formerDatabase())) {
                asked +=
                        controlPlane.inTransaction(handle ->
                                requests.ask(
                                        handle,
                                        kinds.fence(),
                                        left,
                                        Restore::formerDatabase,
                                        actor));
            }
        }
        return asked;
    }
}
