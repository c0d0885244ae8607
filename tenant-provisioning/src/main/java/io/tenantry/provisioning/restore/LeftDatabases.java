package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.tenant.RouteTurns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Databases that were left behind on servers that were lost. Nobody is routed to them; but when
 * such a server comes back, the account that served is still open on it. So it is asked from time
 * to time, and the database is locked as soon as it answers.
 */
public final class LeftDatabases {
    /** Somebody has to look at a server that is back and takes nothing. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

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
                        controlPlane.inTransaction(handle -> fenceIfStillLeft(handle, left, actor));
            }
        }
        return asked;
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
