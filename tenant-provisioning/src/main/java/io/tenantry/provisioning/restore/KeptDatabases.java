package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnections;

/**
 * Databases that serve no more and go when they were kept long enough. On a server that is away
 * they stay: an operation that waits for it would keep all others off the tenant.
 */
final class KeptDatabases {
    private final ControlPlane controlPlane;
    private final UnservingRequests requests;
    private final RestoreKinds kinds;
    private final AdminConnections connections;

    KeptDatabases(
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

    int dropDue(int limit, Actor actor) {
        PresentServers present = new PresentServers(controlPlane, connections);
        int asked = 0;
        for (Restore due :
                controlPlane.read(handle -> RestoreRows.due(handle, controlPlane.now()))) {
            if (asked < limit && present.have(due.unserving())) {
                asked +=
                        controlPlane.inTransaction(handle ->
                                requests.ask(handle, kinds.drop(), due, Restore::unserving, actor));
            }
        }
        return asked;
    }
}
