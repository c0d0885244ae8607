package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.RouteTurns;
import io.tenantry.provisioning.tenant.TenantDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Databases that were left behind on servers that were lost. Nobody is routed to them; but when
 * such a server comes back, the account that served is still open on it. So it is asked from time
 * to time, and the database is locked as soon as it answers.
 */
public final class LeftDatabases {
    private static final Logger LOG = Logger.getLogger(LeftDatabases.class.getName());

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final OperationRunner runner;
    private final RestoreKinds kinds;
    private final AdminConnections connections;

    public LeftDatabases(
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

    /**
     * Asks that what was left on servers that are back be locked; to be called from time to time,
     * by any replica. Each server is asked once, and given as long as an admin to sign in.
     *
     * @return how many databases are going to be locked
     */
    public int fenceReturned(Actor actor) {
        Map<String, Boolean> back = new HashMap<>();
        int asked = 0;
        for (Restore restore : controlPlane.read(RestoreRows::left)) {
            Optional<TenantDatabase> database =
                    controlPlane.read(handle -> database(handle, restore));
            if (database.isEmpty()
                    || back.computeIfAbsent(database.get().serverId(), this::isBack)) {
                asked +=
                        controlPlane.inTransaction(
                                handle -> fenceIfStillLeft(handle, restore, actor));
            }
        }
        return asked;
    }

    private static Optional<TenantDatabase> database(Handle handle, Restore restore) {
        return PlacementRows.find(
                handle, String.valueOf(restore.formerDatabase()), PlacementRows.KEPT);
    }

    private boolean isBack(String serverId) {
        try {
            connections.doorOf(serverId).asAdmin().close();
            return true;
        } catch (ProvisioningException e) {
            LOG.log(Level.FINE, "a server that was lost is not back", e);
            return false;
        }
    }

    private int fenceIfStillLeft(Handle handle, Restore found, Actor actor) {
        if (RouteTurns.isBusy(handle, found.tenant())) {
            return 0;
        }
        String database =
                RestoreRows.lock(handle, found.tenant(), found.id())
                        .filter(found::equals)
                        .map(Restore::formerDatabase)
                        .orElse(null);
        if (database == null) {
            return 0;
        }
        runner.submit(
                handle, kinds.fence(), found.tenant(), new DropKept(found.id(), database), actor);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        found.tenant(),
                        kinds.fence().name(),
                        null,
                        null,
                        Map.of("restore", found.id(), "database", database)));
        return 1;
    }
}
