package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.RouteTurns;
import io.tenantry.routing.TenantId;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Databases that serve no more and go when they were kept long enough. On a server that is away
 * they stay: an operation that waits for it would keep all others off the tenant.
 */
final class KeptDatabases {
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final RestoreKinds kinds;
    private final AdminConnections connections;

    KeptDatabases(
            ControlPlane controlPlane,
            AuditLog audit,
            OperationRunner runner,
            RestoreKinds kinds,
            AdminConnections connections) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.runner = runner;
        this.kinds = kinds;
        this.connections = connections;
    }

    int dropDue(int limit, Actor actor) {
        PresentServers present = new PresentServers(controlPlane, connections);
        int asked = 0;
        for (Restore due :
                controlPlane.read(handle -> RestoreRows.due(handle, controlPlane.now()))) {
            if (asked < limit && present.have(due.unserving())) {
                asked += controlPlane.inTransaction(handle -> dropIfStillDue(handle, due, actor));
            }
        }
        return asked;
    }

    private int dropIfStillDue(Handle handle, Restore found, Actor actor) {
        TenantId tenant = found.tenant();
        // Another operation may be at work, such as the undo, or the same removal.
        if (RouteTurns.isBusy(handle, tenant)) {
            return 0;
        }
        Optional<Restore> still =
                RestoreRows.lock(handle, tenant, found.id()).filter(found::equals);
        String database = still.map(Restore::unserving).orElse(null);
        if (database == null) {
            return 0;
        }
        runner.submit(handle, kinds.drop(), tenant, new DropKept(found.id(), database), actor);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenant,
                        kinds.drop().name(),
                        null,
                        null,
                        Map.of("restore", found.id(), "database", database)));
        return 1;
    }
}
