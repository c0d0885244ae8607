package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Preparations and removals that ended {@code failed}, because their server stayed away for longer
 * than they had patience: they are set going again when it answers. Otherwise their databases would
 * count as warm for ever, or lie there for ever.
 */
public final class StuckDatabases {
    /** How long a failed one rests: its reason may be another, which an operator has to see. */
    private static final Duration REST = Duration.ofMinutes(5);

    /** How long a server that does not answer is left alone: asking may take seconds. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final Operations operations;
    // By server; this replica's own look at it.
    private final Map<String, Instant> silentSince = new ConcurrentHashMap<>();

    public StuckDatabases(
            ControlPlane controlPlane, AdminConnections connections, Operations operations) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.operations = operations;
    }

    /** Sets those of a server going again if it answers, and says how many there were. */
    int retry(DatabaseServer server, Actor actor) {
        Instant now = controlPlane.now();
        List<OperationId> stuck =
                controlPlane.read(handle -> WarmRows.stuck(handle, server.id(), now.minus(REST)));
        if (stuck.isEmpty() || !answers(server, now)) {
            return 0;
        }
        return Math.toIntExact(stuck.stream().filter(id -> retry(id, actor)).count());
    }

    private boolean answers(DatabaseServer server, Instant now) {
        Instant silent = silentSince.get(server.id());
        if (silent != null && now.isBefore(silent.plus(SILENCE))) {
            return false;
        }
        try {
            connections.open(server.id()).close();
            silentSince.remove(server.id());
            return true;
        } catch (ProvisioningException away) {
            silentSince.put(server.id(), now);
            return false;
        }
    }

    /** An operator may have been faster. */
    private boolean retry(OperationId id, Actor actor) {
        try {
            operations.retry(id, actor);
            return true;
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.OPERATION_NOT_RETRYABLE) {
                return false;
            }
            throw e;
        }
    }
}
